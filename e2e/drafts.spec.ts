/**
 * A version put together in the browser: a folder dropped, uploads paused, cut and gone on with at the byte where they
 * were, what is declared, and the registration. On a registry of its own, behind a wire that can be slow, cut and counted.
 */
import { createHash, randomFillSync } from "node:crypto";
import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createRegistry } from "@countersign/sdk";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createPeople, type Account } from "../demo/accounts.ts";
import { signIn as beginSession, startProcess, type RegistryProcess, type Session } from "../server/testing/process.ts";
import { alive, giveSession } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const mebibyte = 1024 * 1024;
const metadata = {
  description: "Tells good corks from bad ones.",
  framework: "onnx",
  task: "classification",
  metrics: { auc: 0.91, log_loss: 0.2 },
  parameters: { depth: 4 },
  datasets: [{ name: "corks", role: "training", rows: 1200 }],
};

/** Between the browser and the registry, below HTTP. */
interface Wire {
  url: string;
  /** Bytes that the browser has sent. */
  sent: number;
  /** Bytes per second that it lets through; 0: all. */
  rate: number;
  /** Cuts what is open, and refuses what comes. */
  isCut: boolean;
  cut(): void;
  close(): Promise<void>;
}

async function layWire(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (wire.isCut) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    far.pipe(near);
    near.on("data", (bytes) => {
      wire.sent += bytes.length;
      const isFull = !far.write(bytes);
      if (!isFull && wire.rate === 0) return;
      near.pause();
      if (wire.rate > 0) setTimeout(() => near.resume(), (bytes.length / wire.rate) * 1000);
      else far.once("drain", () => near.resume());
    });
    near.on("end", () => far.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wire: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: 0,
    rate: 0,
    isCut: false,
    cut() {
      wire.isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      wire.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return wire;
}

let home: string;
let folder: string;
let registry: RegistryProcess;
let wire: Wire;
let authorSession: Session;
let accounts: Record<"admin" | "author", Account>;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-drafts-"));
  folder = await mkdtemp(join(tmpdir(), "countersign-files-"));
  registry = await startProcess({ home });
  accounts = await createPeople(registry.url, ["admin", "author"]);
  authorSession = await beginSession(registry.url, accounts.author.email, accounts.author.password);
  wire = await layWire(Number(new URL(registry.url).port));
});

test.afterEach(() => {
  wire.rate = 0;
  wire.isCut = false;
});

test.afterAll(async () => {
  await wire.close();
  await registry.stop();
  await Promise.all([home, folder].map((path) => rm(path, { recursive: true, force: true })));
});

const author = () => createRegistry({ url: registry.url, token: accounts.author.token, cache: false });

async function signIn(page: Page): Promise<void> {
  await giveSession(page, wire.url, authorSession);
}

/** Begins a model with its first draft, and gives the draft's id. */
async function begin(page: Page, team: string, name: string): Promise<string> {
  await page.goto(`${wire.url}/models/new`);
  await page.getByLabel("Team").selectOption(team);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Begin its first version" }).click();
  await expect(page).toHaveURL(/\/drafts\//);
  await expect(page.getByText("Drop a folder or files here")).toBeVisible();
  return page.url().split("/").at(-1)!;
}

async function makeFiles(name: string, files: Record<string, string | Buffer>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), content);
  }
  return join(folder, name);
}

/** A file in which no two MiB are the same. */
async function makeLarge(name: string, mebibytes: number): Promise<{ path: string; sha256: string; size: number }> {
  const path = join(folder, name);
  const file = await open(path, "w");
  const hash = createHash("sha256");
  const block = randomFillSync(Buffer.alloc(mebibyte));
  for (let at = 0; at < mebibytes; at++) {
    block.writeUInt32LE(at, 0);
    hash.update(block);
    await file.write(block);
  }
  await file.close();
  return { path, sha256: hash.digest("hex"), size: mebibytes * mebibyte };
}

/** How far all files of the page's draft have come, in per cent. */
async function percentOf(page: Page): Promise<number> {
  return Number((await page.getByRole("progressbar").getAttribute("aria-valuenow")) ?? 0);
}

async function untilPercent(page: Page, percent: number): Promise<void> {
  await expect.poll(() => percentOf(page), { intervals: [50], timeout: 30_000 }).toBeGreaterThanOrEqual(percent);
}

/** Bytes of the draft's only unfinished upload that the registry holds, once it has noticed that no more come. */
async function receivedOf(draft: string): Promise<number> {
  let before = -1;
  let now = 0;
  while (now === 0 || now !== before) {
    await sleep(300);
    const { items } = await author().api.uploads.list.query({ draft });
    expect(items).toHaveLength(1);
    [before, now] = [now, items[0]!.received];
  }
  return now;
}

const register = (page: Page) => page.getByRole("button", { name: /^Register the version/ });

test("a folder is dropped, its metadata.json fills the form, and it becomes a version", async ({ page }) => {
  const source = await makeFiles("cork-grader", {
    "model.onnx": randomFillSync(Buffer.alloc(300_000)),
    "tokenizer/vocab.txt": "good\nbad\n",
    "empty.txt": "",
    ".DS_Store": "left over",
    "README.md": "# Cork grader\n\nFor **natural** corks only. <script>window.hacked = true</script>\n",
    "metadata.json": JSON.stringify({ ...metadata, model: "ignored", epochs: 12 }),
  });
  await signIn(page);
  await begin(page, "quality", "cork-grader");
  await expect(register(page)).toBeDisabled();
  await expect(page.getByText("Add at least one file.")).toBeVisible();
  await page.getByTestId("folder").setInputFiles(source);
  // A message that goes by itself, and may be gone once all have arrived.
  await expect(page.getByText("1 file was left out")).toBeVisible();
  await expect(page.getByText("5 of 5 files are here", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("tokenizer/vocab.txt")).toBeVisible();
  await expect(page.getByText("For natural corks only")).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);

  await expect(register(page)).toHaveText(/5 missing/);
  await page.getByRole("button", { name: "Fill the form with it" }).click();
  await expect(page.getByLabel("Metric 1: value")).toHaveValue("0.91");
  await expect(register(page)).toBeEnabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/models\/quality\/cork-grader\/versions\/1$/);
  await expect(page.getByText("quality/cork-grader@1 is registered")).toBeVisible();

  const { items } = await author().api.versions.files.query({ reference: "quality/cork-grader@1" });
  expect(items.map(({ path }) => path)).toEqual(["README.md", "empty.txt", "metadata.json", "model.onnx", "tokenizer/vocab.txt"]);
  const version = await author().api.versions.get.query({ reference: "quality/cork-grader@1" });
  expect(version.metadata).toMatchObject({ ...metadata, attributes: { epochs: 12 } });
});

test("the next version starts from the one before, and marks what was not looked at", async ({ page }) => {
  await signIn(page);
  await page.goto(`${wire.url}/models/quality/cork-grader/versions`);
  await alive(page);
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["better"], "model.onnx"));
    return transfer;
  });
  // Whoever carries files over the page does so all the time: once is forgotten within a third of a second.
  await expect(async () => {
    await page.dispatchEvent("body", "dragover", { dataTransfer });
    await expect(page.getByText("Drop them to begin a new version of quality/cork-grader")).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 20_000 });
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await expect(page).toHaveURL(/\/drafts\//);
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Start from v1" }).click();
  await expect(page.getByText("7 parts are as in v1, and not confirmed")).toBeVisible();
  await page.getByRole("button", { name: "Keep it: task as in v1" }).click();
  await page.getByLabel("Metric 1: value").fill("0,95");
  await expect(page.getByText("Must be a finite number.")).toBeVisible();
  await expect(register(page)).toBeDisabled();
  await page.getByLabel("Metric 1: value").fill("0.95");
  await expect(page.getByText("5 parts are as in v1, and not confirmed")).toBeVisible();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Metric 1: value")).toHaveValue("0.95");
  await expect(page.getByText("5 parts are as in v1, and not confirmed")).toBeVisible();

  // The same as JSON, and wrong JSON is said to be.
  await page.getByRole("button", { name: "Edit as JSON" }).click();
  const json = page.getByLabel("metadata.json");
  await expect(json).toHaveValue(/"auc": 0\.95/);
  const right = await json.inputValue();
  await json.fill("{ oops");
  await expect(page.getByText(/It is not JSON yet/)).toBeVisible();
  const { tags: vocabulary } = createRegistry({ url: registry.url, token: accounts.admin.token, cache: false });
  for (const [name, appliers] of [["reviewed", "maintainers"], ["tabular", "contributors"]] as const) await vocabulary.create({ name, appliers });
  await json.fill(right.replace("0.95", "0.96").replace("{", '{ "tags": ["reviewed"],'));
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(page.getByLabel("Metric 1: value")).toHaveValue("0.96");

  // Tags are those of the vocabulary, and free ones; of those that are others' to give one is told as one types.
  const reserved = page.getByText("reviewed is added and removed by maintainers alone: ask a maintainer.");
  await expect(reserved).toBeVisible();
  await expect(register(page)).toBeDisabled();
  await page.getByRole("button", { name: "Take off reviewed" }).click();
  await expect(reserved).toHaveCount(0);
  const picker = page.getByRole("combobox", { name: "Tags" });
  await picker.fill("reviewed");
  await expect(reserved).toBeVisible();
  await picker.fill("tab");
  await expect(page.getByRole("option", { name: "tabular", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await picker.fill("own-word");
  await expect(page.getByRole("option", { name: "Use own-word as a free tag" })).toBeVisible();
  await page.keyboard.press(",");
  await expect(page.getByRole("button", { name: "Take off own-word" })).toBeVisible();
  await register(page).click();
  await expect(page).toHaveURL(/\/versions\/2$/);
  const { metrics, tags } = await author().api.versions.get.query({ reference: "quality/cork-grader@2" });
  expect([metrics, tags.toSorted()]).toEqual([{ auc: 0.96, log_loss: 0.2 }, ["own-word", "tabular"]]);
});

test("a file is replaced only after asking, can be taken out, and a draft that was discarded comes back", async ({ page }) => {
  await signIn(page);
  const draft = await begin(page, "quality", "second-thoughts");
  const bring = (name: string, content: string) => page.getByTestId("files").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await bring("a.txt", "one");
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
  await bring("a.txt", "another");
  await page.getByRole("dialog").getByRole("button", { name: "Keep the one that is here" }).click();
  const sizeOf = async () => (await author().api.drafts.files.query({ draft })).items.map(({ size }) => size);
  expect(await sizeOf()).toEqual([3]);
  await bring("a.txt", "another");
  await page.getByRole("dialog").getByRole("button", { name: "Replace it" }).click();
  await expect.poll(sizeOf).toEqual([7]);
  await bring("A.TXT", "twin");
  await expect(page.getByText(/Where capitals don't count/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel A.TXT" }).click();
  await page.getByRole("button", { name: "Remove a.txt" }).click();
  await expect.poll(sizeOf).toEqual([]);

  await bring("b.txt", "kept");
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Discard…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the draft" }).click();
  await expect(page.getByText(/It can be restored until \d{4}-/)).toBeVisible();
  await expect(page).toHaveURL(/\/models$/);
  await page.goto(`${wire.url}/models/quality/second-thoughts/drafts/${draft}`);
  await page.getByRole("button", { name: "Restore the draft" }).click();
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
});

test("an upload that was left with its page goes on at the byte where it was, when the file is dropped again", async ({ page, context }) => {
  const { path, sha256, size } = await makeLarge("left.bin", 64);
  await signIn(page);
  const draft = await begin(page, "quality", "left-alone");
  wire.rate = 40 * mebibyte;
  await page.getByTestId("files").setInputFiles(path);
  await untilPercent(page, 30);
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.accept();
  const there = await receivedOf(draft);
  expect(there).toBeGreaterThan(4 * mebibyte);

  wire.rate = 0;
  const again = await context.newPage();
  await again.goto(`${wire.url}/models/quality/left-alone/drafts/${draft}`);
  const percent = Math.floor((there / size) * 100);
  await expect(again.getByText(`Waiting for its file: drop it again to go on at ${percent} %.`)).toBeVisible();
  await expect(again.getByText("1 file waits to be dropped again, or removed.")).toBeVisible();
  wire.sent = 0;
  await again.getByTestId("files").setInputFiles(path);
  await expect(again.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
  expect(wire.sent).toBeGreaterThanOrEqual(size - there);
  expect(wire.sent).toBeLessThan(size - there + mebibyte);
  const { items } = await author().api.drafts.files.query({ draft });
  expect(items).toEqual([{ path: "left.bin", size, sha256 }]);
});

test("who is signed out meanwhile is told so, and goes on after signing in again", async ({ page, context }) => {
  await signIn(page);
  await begin(page, "quality", "signed-out");
  const session = await context.cookies();
  await context.clearCookies();
  await page.getByTestId("files").setInputFiles({ name: "a.bin", mimeType: "", buffer: Buffer.from("bytes") });
  await expect(page.getByText("You are signed out. Sign in again, then go on: what has come stays.")).toBeVisible();
  await context.addCookies(session);
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible();
});

/** What is sent in one file, in MiB: the long form sends a whole gibibyte. */
const large = process.env["COUNTERSIGN_CAMPAIGN"] ? 1024 : 256;

test("hundreds of files come in batches, and the page stays awake", async ({ page }) => {
  test.setTimeout(120_000);
  const source = await makeFiles("many", Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`part-${n % 9}/file-${String(n).padStart(3, "0")}.txt`, `content ${n}`])));
  await signIn(page);
  const draft = await begin(page, "quality", "many-files");
  let opened = 0;
  page.on("request", (request) => (opened += request.url().includes("/api/uploadthing") ? 1 : 0));
  await page.getByTestId("folder").setInputFiles(source);
  await expect(page.getByRole("list", { name: "Files of the draft" }).getByRole("listitem")).toHaveCount(100);
  await expect(page.getByText("250 of 250 files are here", { exact: true })).toBeVisible({ timeout: 90_000 });
  expect(opened).toBe(2);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("101 to 200 of 250")).toBeVisible();
  expect((await author().api.drafts.get.query({ draft })).files).toBe(250);
});

test(`${large} MiB are paused, resumed, cut by kill -9 of the server, and go on at the byte where they were`, async ({ page }) => {
  test.setTimeout(180_000);
  const { path, sha256, size } = await makeLarge("weights.bin", large);
  await signIn(page);
  const draft = await begin(page, "quality", "heavy");
  wire.rate = (large / 5) * mebibyte;
  wire.sent = 0;
  await page.getByTestId("files").setInputFiles(path);

  await untilPercent(page, 15);
  await page.getByRole("button", { name: "Pause all" }).click();
  await expect(page.getByText(/Paused at \d+ %/)).toBeVisible();
  const paused = await receivedOf(draft);
  const sentBefore = wire.sent;
  expect(paused).toBeGreaterThan(0.1 * size);
  await page.getByRole("button", { name: "Resume all" }).click();
  await untilPercent(page, 40);
  expect(await percentOf(page)).toBeLessThan(90);

  // From here on, nothing of the first way must be sent again.
  wire.cut();
  await registry.kill();
  await expect(page.getByText("Waiting for the registry")).toBeVisible();
  registry = await startProcess({ home, port: Number(new URL(registry.url).port) });
  const there = await receivedOf(draft);
  // Of what was shown as sent, some was on its way still, and the last 16 MiB were not yet safe from a kill.
  expect(there).toBeGreaterThan(0.25 * size);
  expect(there).toBeLessThan(size);
  const sentInAll = wire.sent;
  expect(sentInAll - sentBefore).toBeLessThan(size - paused);
  wire.sent = 0;
  wire.rate = 0;
  wire.isCut = false;
  await expect(page.getByText("1 of 1 file is here", { exact: true })).toBeVisible({ timeout: 60_000 });
  expect(wire.sent).toBeGreaterThanOrEqual(size - there);
  expect(wire.sent).toBeLessThan(size - there + 4 * mebibyte);

  await expect(page.getByTitle(sha256)).toBeVisible();
  await page.getByRole("button", { name: "Edit as JSON" }).click();
  await page.getByLabel("metadata.json").fill(JSON.stringify(metadata));
  await expect(register(page)).toBeEnabled();
  await register(page).click();
  await expect(page).toHaveURL(/\/models\/quality\/heavy\/versions\/1$/);
  const { items } = await author().api.versions.files.query({ reference: "quality/heavy@1" });
  expect(items).toEqual([{ path: "weights.bin", size, sha256 }]);
});
