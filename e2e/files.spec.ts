/** The files of a version: found, judged and read in the browser, whatever they are. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sdkOf, shared, signInAs } from "./demo-registry.ts";
import { expect, test } from "./test.ts";

const metadata = { description: "All kinds of files.", framework: "pytorch", task: "testing", metrics: { auc: 0.5 }, parameters: { depth: 4 }, datasets: [{ name: "corks", role: "training" }] };

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** Registers files as the next version of a model. @returns where its pages begin */
async function push(model: string, files: Record<string, string | Buffer>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const { version } = await sdkOf("author").saveModel({ model, files: folder, metadata });
  return `${shared().url}/models/${model}/versions/${version}`;
}

/** A safetensors file of so many tensors of six numbers each. https://huggingface.co/docs/safetensors */
function safetensors(count: number): Buffer {
  const entries = Array.from({ length: count }, (_, index) => {
    const dtype = index % 2 === 0 ? "F32" : "BF16";
    return { name: `layers.${index}.${index % 2 === 0 ? "weight" : "scale"}`, dtype, shape: [2, 3], bytes: dtype === "F32" ? 24 : 12 };
  });
  let end = 0;
  const tensors = entries.map(({ name, dtype, shape, bytes }) => [name, { dtype, shape, data_offsets: [end, (end += bytes)] }]);
  const header = Buffer.from(JSON.stringify(Object.fromEntries(tensors)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(end)]);
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>parent.hacked = true</script><rect width="40" height="30" fill="black"/></svg>';

test("the tree folds on the keyboard, and a search finds what lies beyond the first page", async ({ page }) => {
  const shards = Object.fromEntries(Array.from({ length: 1210 }, (_, index) => [`shards/shard-${index}.txt`, `shard ${index}`]));
  const base = await push("quality/many-shards", { ...shards, "tokenizer/vocab.json": "{}", "model.txt": "weights" });
  await signInAs(page, "viewer");
  await page.goto(`${base}/files`);
  const tree = page.getByRole("tree");
  await expect(tree.getByRole("treeitem")).toHaveText([/^shards\/1,210 files/, /^tokenizer\//, /^model\.txt/]);

  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tree.getByRole("treeitem", { name: /^shards\// })).toHaveAttribute("aria-expanded", "true");
  await expect(tree.getByRole("treeitem", { name: "Show 200 of the other 1,010" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(tree.getByRole("treeitem", { name: /^shard-0\.txt/ })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(tree.getByRole("treeitem")).toHaveCount(3);

  await page.getByRole("searchbox", { name: "Filter files" }).fill("SHARD-1209");
  await expect(tree.getByRole("treeitem")).toHaveText([/shards\/shard-1209\.txt/]);
  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/files\/shards\/shard-1209\.txt$/);
  await expect(page.getByText("shard 1209", { exact: true })).toBeVisible();
});

test("what runs code says so in the list and on its own page, and what can't, too", async ({ page }) => {
  const base = await push("quality/judged", { "evil.pkl": "cos\nsystem\n(S'echo'\ntR.", "good.safetensors": safetensors(4), "cut.safetensors": safetensors(4).subarray(0, 100) });
  await signInAs(page, "viewer");
  await page.goto(`${base}/files`);
  const row = (name: string) => page.getByRole("treeitem", { name });
  // Once it has been looked into, which is a job behind others.
  await expect(row("evil.pkl")).toContainText("runs code on load: os.system", { timeout: 40_000 });
  await expect(row("good.safetensors")).toContainText("safe format");
  await expect(row("good.safetensors")).toContainText("24 parameters");
  await expect(row("cut.safetensors")).toContainText("damaged");
  await expect(page.getByText("1 of 3 files runs code when loaded")).toBeVisible();

  await page.getByRole("link", { name: "evil.pkl", exact: true }).click();
  await expect(page.getByText("Loading this file runs code that it brings along")).toBeVisible();
  await expect(page.getByRole("row", { name: /os\.system.*dangerous.*runs programs/ })).toBeVisible();
  await page.goto(`${base}/files/cut.safetensors`);
  await expect(page.getByText("The file is damaged")).toBeVisible();
  await page.goto(`${base}/files/nowhere.txt`);
  await expect(page.getByText("v1 has no such file")).toBeVisible();
});

test("tensors are searched and ordered, and the address keeps both", async ({ page }) => {
  const base = await push("quality/many-tensors", { "model.safetensors": safetensors(500) });
  await signInAs(page, "viewer");
  await page.goto(`${base}/files/model.safetensors`);
  // Shown once the file has been looked into, which is a job behind others.
  await expect(page.getByText("1,500 in 250 tensors")).toHaveCount(2, { timeout: 40_000 });
  const tensors = page.getByRole("table", { name: "Tensors" }).getByRole("row");
  await expect(tensors).toHaveCount(201);
  await page.getByRole("link", { name: "The next 200" }).click();
  await expect(page.getByText("page 2 of 3")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search tensors" }).fill("layers.49 scale");
  await expect(tensors).toHaveText([/^Name/, /layers\.49\.scale/, /layers\.491\.scale/, /493/, /495/, /497/, /499/]);
  await page.getByRole("link", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await page.getByRole("link", { name: "Name" }).click();
  await expect(page).toHaveURL(/q=layers\.49\+scale&sort=-name/);
  await expect(tensors.nth(1)).toContainText("layers.499.scale");
  await page.reload();
  await expect(tensors.nth(1)).toContainText("layers.499.scale");
  await expect(tensors.nth(1)).toContainText("2 × 3");
});

test("text, tables and pictures are read in the page, and nothing in them runs", async ({ page }) => {
  const files = {
    "config.json": '{"layers":[64,128],"rate":1.0,"big":12345678901234567890}',
    "data/rows.csv": 'id,name\n1,"one, two"\n2,three\n',
    "notes.md": "# Notes\n\nFor **corks** only. <script>window.hacked = true</script>\n",
    "page.html": "<h1>Hello</h1><script>window.hacked = true</script>\n",
    "plots/roc curve #1.svg": svg,
    "long.txt": "a line of text\n".repeat(30_000),
  };
  const base = await push("quality/readable", files);
  await signInAs(page, "viewer");
  const open = (path: string) => page.goto(`${base}/files/${path.split("/").map(encodeURIComponent).join("/")}`);

  await open("config.json");
  await expect(page.getByRole("group", { name: "Text of config.json" })).toHaveText('{\n  "layers": [64, 128],\n  "rate": 1.0,\n  "big": 12345678901234567890\n}');
  await open("data/rows.csv");
  await expect(page.getByRole("row", { name: "1 one, two" })).toBeVisible();
  await open("notes.md");
  await expect(page.getByRole("heading", { name: "Notes", exact: true })).toBeVisible();
  await open("page.html");
  await expect(page.getByRole("group", { name: "Text of page.html" })).toContainText("<h1>Hello</h1>");
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await open("plots/roc curve #1.svg");
  const picture = page.getByRole("img", { name: "Contents of plots/roc curve #1.svg" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await open("long.txt");
  await expect(page.getByText("The first 256 KiB of 439 KiB.")).toBeVisible();
});

test("files are downloaded one by one and all together, and it is counted whose they were", async ({ page }) => {
  const base = await push("quality/downloaded", { "model.bin": Buffer.alloc(5000, 7), "README.md": "# Downloaded\n" });
  await signInAs(page, "viewer");
  await page.goto(base);
  await expect(page.getByText("countersign pull quality/downloaded@1")).toBeVisible();
  await page.goto(`${base}/files`);
  const download = async (press: () => Promise<void>) => {
    const [saved] = await Promise.all([page.waitForEvent("download"), press()]);
    expect(await saved.failure()).toBeNull();
    return saved.suggestedFilename();
  };
  expect(await download(() => page.getByRole("link", { name: "Download all (.tar)" }).click())).toMatch(/\.tar$/);
  await page.getByRole("link", { name: "model.bin", exact: true }).click();
  await expect(page.getByRole("heading", { name: "model.bin" })).toBeVisible();
  expect(await download(() => page.getByRole("link", { name: "Download", exact: true }).click())).toBe("model.bin");
  await page.goto(base);
  // Counts are written down every other second.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("region", { name: "Downloads" })).toContainText(/3 files, .* by 1 person/, { timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("list", { name: "Who fetched most" })).toContainText("Vic Viewer");
});
