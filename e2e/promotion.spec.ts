/** The way of a model from a laptop to production and into a service, as two people and a program. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { sdkOf, shared, signInAs } from "./demo-registry.ts";
import type { PersonKey } from "../demo/accounts.ts";

const metadata = {
  description: "Tells good corks from bad ones.",
  framework: "onnx",
  task: "classification",
  metrics: { auc: 0.91, log_loss: 0.2 },
  parameters: { depth: 4 },
  datasets: [{ name: "corks", role: "training", rows: 1200 }],
};

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function pageOf(browser: Browser, person: PersonKey): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, person);
  return page;
}

/** A model with versions of one small file each, all by the author. */
async function push(model: string, versions: number): Promise<void> {
  for (let number = 1; number <= versions; number++) {
    const file = join(folder, "model.onnx");
    await writeFile(file, `weights ${model} ${number}`);
    await sdkOf("author").saveModel({ model, files: file, metadata: { ...metadata, metrics: { auc: 0.9 + number / 100 } } });
  }
}

async function approveHere(page: Page, version: number): Promise<void> {
  await page.getByRole("button", { name: `Approve v${version}` }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: `Approve v${version}` }).click();
}

test("a version is pushed, requested, refused to its author, signed by somebody else, and pulled byte by byte", async ({ browser }) => {
  const { url, users } = shared();
  const model = "quality/cork-grader";
  const source = join(folder, "source");
  await mkdir(join(source, "tokenizer"), { recursive: true });
  await writeFile(join(source, "model.onnx"), Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251)));
  await writeFile(join(source, "tokenizer", "vocab.txt"), "good\nbad\n");
  await writeFile(join(source, "README.md"), "# Cork grader\n\nFor **natural** corks only. <script>window.hacked = true</script>\n");
  await sdkOf("author").saveModel({ model, files: source, metadata });

  const author = await pageOf(browser, "author");
  await author.goto(`${url}/models/${model}`);
  await expect(author.getByText("For natural corks only")).toBeVisible();
  expect(await author.evaluate(() => "hacked" in window)).toBe(false);
  await author.goto(`${url}/models/${model}/versions/1`);
  await author.getByRole("button", { name: "Request promotion" }).click();
  await author.getByRole("radio", { name: "production" }).check();
  await author.getByLabel("Why").fill("The first grader that beats the experts.");
  await author.getByRole("dialog").getByRole("button", { name: "Request promotion" }).click();
  await expect(author).toHaveURL(/\/promotions\//);
  await expect(author.getByRole("heading", { name: "Promote v1 to production" })).toBeVisible();

  // Its own author can't sign: the page says why, and the registry refuses who asks it all the same.
  await expect(author.getByText("your own approval does not count").first()).toBeVisible();
  await expect(author.getByRole("button", { name: "Approve v1" })).toHaveCount(0);
  const id = author.url().split("/").at(-1)!;
  const { evidenceDigest } = await sdkOf("viewer").promotions.get(id);
  const own = await author.evaluate(
    async (input) => {
      const answer = await fetch("/api/trpc/reviews.review", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      return (await answer.json()) as { error: { message: string; data: { reason: string } } };
    },
    { id, verdict: "approve", evidenceDigest },
  );
  expect(own.error.data.reason).toBe("self_approval");
  expect(own.error.message).toContain("Somebody else has to sign for it");

  const reviewer = await pageOf(browser, "reviewer");
  await reviewer.getByRole("link", { name: "Reviews" }).first().click();
  await reviewer.getByRole("link", { name: /cork-grader/ }).first().click();
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

test("a reviewer whose evidence changes under the open page is told, and can't sign what they saw", async ({ browser }) => {
  const model = "quality/moving-target";
  await push(model, 3);
  const late = await sdkOf("author").promotions.request({ reference: `${model}@3`, to: "production", reason: "The newest." });
  const sooner = await sdkOf("author").promotions.request({ reference: `${model}@2`, to: "production", reason: "The safe one." });
  const reviewer = await pageOf(browser, "reviewer");
  await reviewer.goto(`${shared().url}/promotions/${late.id}`);
  await reviewer.getByRole("button", { name: "Approve v3" }).first().click();
  await sdkOf("admin").promotions.approve(sooner.id);
  await expect(reviewer.getByText(/The evidence has changed: production names v2 now/).first()).toBeVisible();
  const confirm = reviewer.getByRole("dialog").getByRole("button", { name: "Approve v3" });
  await expect(confirm).toBeDisabled();
  expect((await sdkOf("viewer").promotions.get(late.id)).state).toBe("open");
});

test("a request for changes blocks until the one who made it approves", async ({ browser }) => {
  const model = "quality/contested";
  await push(model, 1);
  const request = await sdkOf("author").promotions.request({ reference: `${model}@1`, to: "production", reason: "It works." });
  const reviewer = await pageOf(browser, "reviewer");
  await reviewer.goto(`${shared().url}/promotions/${request.id}`);
  await reviewer.getByLabel(/Your comment/).fill("The card is missing.");
  await reviewer.getByRole("button", { name: "Request changes" }).click();
  await expect(reviewer.getByText("Rita Reviewer asks for changes").first()).toBeVisible();
  const approved = await sdkOf("admin").promotions.approve(request.id);
  expect(approved.state).toBe("open");
  expect(approved.blockers.map((blocker) => blocker.kind)).toEqual(["changes_requested"]);
  await approveHere(reviewer, 1);
  await expect(reviewer.getByText("production names v1 now").first()).toBeVisible();
});

test("a promotion is signed on the keyboard alone, and no single key signs", async ({ browser }) => {
  const model = "quality/by-keyboard";
  await push(model, 1);
  const request = await sdkOf("author").promotions.request({ reference: `${model}@1`, to: "staging", reason: "By keyboard." });
  const reviewer = await pageOf(browser, "reviewer");
  await reviewer.keyboard.press("g");
  await reviewer.keyboard.press("r");
  await expect(reviewer).toHaveURL(/\/reviews/);
  await reviewer.goto(`${shared().url}/promotions/${request.id}`);
  await expect(reviewer.getByRole("button", { name: "Approve v1" }).first()).toBeVisible();
  await reviewer.waitForLoadState("networkidle");
  await reviewer.keyboard.press("a");
  await expect(reviewer.getByRole("dialog")).toBeVisible();
  expect((await sdkOf("viewer").promotions.get(request.id)).state).toBe("open");
  const confirm = reviewer.getByRole("dialog").getByRole("button", { name: "Approve v1" });
  for (let n = 0; n < 10 && !(await confirm.evaluate((button) => button === document.activeElement)); n++) await reviewer.keyboard.press("Tab");
  await reviewer.keyboard.press("Enter");
  await expect(reviewer.getByText("staging names v1 now").first()).toBeVisible();
});

test("a stage is rolled back from the model's page", async ({ browser }) => {
  const model = "quality/rolled-back";
  await push(model, 2);
  for (const version of [1, 2]) {
    const request = await sdkOf("author").promotions.request({ reference: `${model}@${version}`, to: "production", reason: "Next." });
    await sdkOf("reviewer").promotions.approve(request.id);
  }
  const author = await pageOf(browser, "author");
  await author.goto(`${shared().url}/models/${model}/stages`);
  await author.getByRole("button", { name: /Roll back/ }).first().click();
  const dialog = author.getByRole("dialog");
  await dialog.getByRole("textbox").fill("v2 is slow.");
  await dialog.getByRole("button", { name: /Roll back/ }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await sdkOf("viewer").get(`${model}@production`)).number).toBe(1);
  await expect(author.getByText(/roll(ed)? ?back/i).first()).toBeVisible();
});
