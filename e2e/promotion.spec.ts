/** The way of a model from a laptop to production and into a service, as several people and a program. */
import { AxeBuilder } from "@axe-core/playwright";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sdkOf, shared } from "./demo-registry.ts";
import { approve, approveHere, fresh, inspected, metadata, open, pageOf, pipeline, push, request, stageWith, stateOf } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

// Things move, as they do for most people.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  await stageWith("audited", { approvals: 2, checks: [{ kind: "external", name: "bias-audit" }] });
  await stageWith("discussed", { approvals: 1, resolveThreads: true });
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test("a version is pushed, requested, refused to its author, signed by somebody else, and pulled byte by byte", async ({ browser }) => {
  const { url, users } = shared();
  const model = fresh("quality/cork-grader");
  const source = join(folder, "source");
  await mkdir(join(source, "tokenizer"), { recursive: true });
  await writeFile(join(source, "model.onnx"), Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251)));
  await writeFile(join(source, "tokenizer", "vocab.txt"), "good\nbad\n");
  await writeFile(join(source, "README.md"), "# Cork grader\n\nFor **natural** corks only. <script>window.hacked = true</script>\n");
  const { reference } = await sdkOf("author").saveModel({ model, files: source, metadata });
  await inspected(reference);

  const author = await pageOf(browser, "author");
  // The card is read by a job, once the version is there.
  await expect(async () => {
    await author.goto(`${url}/models/${model}`);
    await expect(author.getByText("For natural corks only")).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(await author.evaluate(() => "hacked" in window)).toBe(false);
  await author.goto(`${url}/models/${model}/versions/1`);
  await author.getByRole("button", { name: "Request promotion" }).click();
  // What will be demanded is told before anything is asked, for the stage that is chosen.
  await author.getByRole("radio", { name: "audited" }).check();
  await expect(author.getByRole("dialog").getByText("The check bias-audit passed.")).toBeVisible();
  await author.getByRole("radio", { name: "production" }).check();
  await expect(author.getByRole("dialog").getByText("Somebody who neither requested it nor made the version approves.")).toBeVisible();
  await author.getByLabel("Why").fill("The first grader that beats the experts.");
  await author.getByRole("dialog").getByRole("button", { name: "Request promotion" }).click();
  await expect(author).toHaveURL(/\/promotions\//);
  await expect(author.getByRole("heading", { name: "Promote v1 to production" })).toBeVisible();

  // Its own author can't sign: the page says why, and the registry refuses who asks it all the same.
  await expect(author.getByText("your own approval does not count").first()).toBeVisible();
  await expect(author.getByRole("button", { name: "Approve v1" })).toHaveCount(0);
  const id = author.url().split("/").at(-1)!;
  const { evidenceDigest } = await sdkOf("viewer").api.promotions.get.query({ id });
  const own = await author.evaluate(
    async (input) => {
      const answer = await fetch("/api/trpc/reviews.review", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) });
      return (await answer.json()) as { error: { message: string; data: { reason: string } } };
    },
    { id, verdict: "approve", evidenceDigest },
  );
  expect(own.error.data.reason).toBe("self_approval");
  expect(own.error.message).toContain("Somebody else has to sign for it");

  const reviewer = await pageOf(browser, "reviewer");
  await reviewer.goto(url);
  await reviewer.getByRole("link", { name: "Reviews" }).first().click();
  await expect(reviewer).toHaveURL(/\/reviews/);
  await reviewer.getByRole("link", { name: new RegExp(`${model.split("/")[1]}(?![\\w-])`) }).first().click();
  await expect(reviewer.getByText("The first grader that beats the experts.")).toBeVisible();
  await approveHere(reviewer, 1);
  await expect(reviewer.getByText("production names v1 now").first()).toBeVisible();
  // The other's page shows it without a reload.
  await expect(author.getByText("production names v1 now").first()).toBeVisible();
  await author.goto(`${url}/models/${model}`);
  await expect(author.getByText(/production\s*v1/).first()).toBeVisible();

  const program = join(import.meta.dirname, "..", "demo", "pull.ts");
  const to = join(folder, "served");
  const env = { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_TOKEN: users.viewer.token };
  const { stdout } = await promisify(execFile)(process.execPath, [program, `${model}@production`, to], { env });
  expect(stdout).toContain(`${model}@1`);
  for (const file of ["model.onnx", "tokenizer/vocab.txt", "README.md"]) {
    expect((await readFile(join(to, file))).equals(await readFile(join(source, file)))).toBe(true);
  }
});

test("two people sign, a failing audit holds it up, and once it is mended whoever signed before signs again", async ({ browser }) => {
  const model = fresh("quality/audited");
  await push(model, 1);
  const id = await request(`${model}@1`, "audited");
  const audit = { reference: `${model}@1`, check: "bias-audit" };
  await pipeline().api.checks.report.mutate({ ...audit, status: "failed", summary: "Recall is 12 points lower on dark corks.", numbers: { recall_gap: 0.12 }, url: "https://ci.example.com/7", run: "7" });

  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, id);
  await expect(reviewer.getByText("The check bias-audit failed")).toBeVisible();
  await expect(reviewer.getByText("Recall is 12 points lower on dark corks.").first()).toBeVisible();
  await expect(reviewer.getByRole("link", { name: "Read the report" })).toHaveAttribute("href", "https://ci.example.com/7");
  await expect(reviewer.getByText("recall_gap")).toBeVisible();
  await approveHere(reviewer, 1);
  await expect(reviewer.getByText("You have signed this evidence")).toBeVisible();
  await expect(reviewer.getByText("Signed by Rita Reviewer")).toBeVisible();

  // The results are evidence: what was signed is not what is so now.
  await pipeline().api.checks.report.mutate({ ...audit, status: "passed", summary: "Recall differs by half a point.", numbers: { recall_gap: 0.005 }, run: "8" });
  await expect(reviewer.getByText("The evidence has changed: the results of the checks changed")).toBeVisible();
  await expect(reviewer.getByText("Lapsed: Rita Reviewer")).toBeVisible();
  await reviewer.getByRole("button", { name: "I have looked again" }).click();
  await expect(reviewer.getByText("You signed before, and it no longer counts")).toBeVisible();
  await reviewer.getByRole("button", { name: "Sign v1 again…" }).click();
  await expect(reviewer.getByRole("dialog").getByText("One more approval is missing")).toBeVisible();
  await reviewer.getByRole("dialog").getByRole("button", { name: "Approve v1" }).click();
  await expect(reviewer.getByText("Signed by Rita Reviewer")).toBeVisible();
  expect(await stateOf(id)).toBe("open");

  const second = await pageOf(browser, "second");
  await open(second, id);
  await approveHere(second, 1);
  await expect(second.getByText("audited names v1 now").first()).toBeVisible();
  await expect(reviewer.getByText("Signed by Rita Reviewer and Sven Second")).toBeVisible();
});

test("a reviewer whose evidence changes under the open page is told, can't sign what they saw, and loses nothing typed", async ({ browser }) => {
  const model = fresh("quality/moving-target");
  await push(model, 3);
  const late = await request(`${model}@3`, "production");
  const sooner = await request(`${model}@2`, "production", "The safe one.");
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, late);
  await reviewer.getByRole("button", { name: "Approve v3", exact: true }).first().click();
  await reviewer.getByRole("dialog").getByLabel(/Comment/).fill("Better than I hoped.");
  await approve("admin", sooner);
  await expect(reviewer.getByText(/The evidence has changed: production names v2 now/).first()).toBeVisible();
  const confirm = reviewer.getByRole("dialog").getByRole("button", { name: "Approve v3" });
  await expect(confirm).toBeDisabled();
  await reviewer.getByRole("dialog").getByRole("button", { name: "Look again" }).click();
  await expect(reviewer.getByText(/Replaces v2/)).toBeVisible();
  await expect(reviewer.getByRole("button", { name: "Approve v3", exact: true }).first()).toBeDisabled();
  expect(await stateOf(late)).toBe("open");
  await reviewer.getByRole("button", { name: "I have looked again" }).click();
  await expect(reviewer.getByLabel(/Your comment/)).toHaveValue("Better than I hoped.");
  await approveHere(reviewer, 3);
  await expect(reviewer.getByText("production names v3 now").first()).toBeVisible();
});

test("what was asked about a metric is answered, by name, and has to be resolved before the stage moves", async ({ browser }) => {
  const model = fresh("quality/discussed");
  await push(model, 1);
  const id = await request(`${model}@1`, "discussed");
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, id);
  await reviewer.getByRole("row", { name: /auc/ }).hover();
  await reviewer.getByRole("button", { name: "Comment on the metric auc" }).click();
  await reviewer.getByRole("dialog").getByLabel("Your comment").fill("On **which** corks? <img src=x onerror=alert(1)>");
  await reviewer.getByRole("dialog").getByRole("button", { name: "Comment" }).click();
  await expect(reviewer.getByText("Rita Reviewer commented on the metric auc")).toBeVisible();
  await expect(reviewer.getByRole("link", { name: "1 thread about the metric auc" })).toBeVisible();
  await expect(reviewer.locator("img[src=x]")).toHaveCount(0);
  await approveHere(reviewer, 1);
  await expect(reviewer.getByText("One thread is not resolved").first()).toBeVisible();

  const author = await pageOf(browser, "author");
  await open(author, id);
  await author.getByRole("button", { name: "Answer…" }).click();
  await author.getByLabel("Your answer").fill("On dark ones, @reviewer@demo.local.");
  await author.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(reviewer.getByText("@Rita Reviewer")).toBeVisible();
  await author.getByRole("button", { name: "Change this comment" }).click();
  await author.getByLabel("Your comment").last().fill("On all of them.");
  await author.getByRole("button", { name: "Save" }).click();
  await expect(reviewer.getByText("On all of them.")).toBeVisible();
  await reviewer.getByText(/^edited/).click();
  await expect(reviewer.getByText("On dark ones")).toBeVisible();
  await reviewer.getByRole("button", { name: "Resolve" }).click();
  await expect(reviewer.getByText("discussed names v1 now").first()).toBeVisible();
  await expect(author.getByText(/Resolved by Rita Reviewer/)).toBeVisible();
});

test("an @ offers whom to mention, by the keyboard alone, in a dialog and on a phone", async ({ browser }) => {
  const model = fresh("quality/mentioned");
  await push(model, 1);
  const id = await request(`${model}@1`, "production");
  const reviewer = await pageOf(browser, "reviewer");
  await open(reviewer, id);
  const field = reviewer.getByLabel(/Your comment/);
  const offered = reviewer.getByRole("listbox", { name: "People to mention" });
  await field.focus();
  await reviewer.keyboard.type("Ask @m");
  await expect(offered.getByRole("option", { name: /Mina Maintainer/ })).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute("aria-activedescendant", /-0$/);
  await expect(field).toBeFocused();
  await reviewer.keyboard.press("Enter");
  await expect(field).toHaveValue("Ask @maintainer@demo.local ");
  await expect(offered).toBeHidden();
  await reviewer.keyboard.type("or @");
  await expect(offered.getByRole("option")).not.toHaveCount(0);
  const names = await offered.getByRole("option").allTextContents();
  expect(names.join()).not.toContain("Rita Reviewer");
  await reviewer.keyboard.press("ArrowUp");
  await expect(offered.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await reviewer.keyboard.press("Escape");
  await expect(offered).toBeHidden();
  await reviewer.keyboard.type("sve");
  await expect(offered.getByRole("option")).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page: reviewer }).analyze();
  expect(violations).toEqual([]);
  await offered.getByRole("option", { name: /Sven Second/ }).click();
  await expect(field).toHaveValue("Ask @maintainer@demo.local or @second@demo.local ");
  await reviewer.keyboard.press("Control+Enter");
  await expect(reviewer.getByText("@Mina Maintainer")).toBeVisible();
  await expect(reviewer.getByText("@Sven Second")).toBeVisible();

  // Of a list within a dialog, Escape closes the list.
  await reviewer.getByRole("row", { name: /auc/ }).hover();
  await reviewer.getByRole("button", { name: "Comment on the metric auc" }).click();
  const dialog = reviewer.getByRole("dialog");
  await dialog.getByLabel("Your comment").focus();
  await reviewer.keyboard.type("And @arth");
  await expect(dialog.getByRole("option", { name: /Arthur Author/ })).toBeVisible();
  await reviewer.keyboard.press("Escape");
  await expect(dialog.getByRole("option")).toHaveCount(0);
  await expect(dialog).toBeVisible();

  await reviewer.setViewportSize({ width: 390, height: 844 });
  await reviewer.keyboard.type("ur");
  await expect(dialog.getByRole("option", { name: /Arthur Author/ })).toBeVisible();
  const box = await dialog.getByRole("option").first().boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  expect(await reviewer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await reviewer.keyboard.press("Tab");
  await expect(dialog.getByLabel("Your comment")).toHaveValue("And @author@demo.local ");
});
