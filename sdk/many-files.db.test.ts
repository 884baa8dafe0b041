/** A version of very many files: a few thousand here, as many as one can have with `npm run campaign`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRegistry, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";

const campaign = process.env["COUNTERSIGN_CAMPAIGN"] === "1";
const most = 100_000;
const count = campaign ? most : 2100;

let test: TestRegistry;
let registry: Registry;

beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  const author = await test.addPerson("Author", { risk: "contributor" });
  registry = createRegistry({ url: test.url, token: author.token, cache: false });
});
afterAll(() => test.close());

/** Files that are all different, a hundred to a folder. */
async function makeFiles(number: number): Promise<Awaited<ReturnType<typeof makeFolder>>> {
  const folder = await makeFolder();
  for (let at = 0; at < number; at++) {
    const below = join(folder.path, `part-${Math.floor(at / 100)}`);
    if (at % 100 === 0) await mkdir(below);
    await writeFile(join(below, `${at}.txt`), `number ${at}`);
  }
  return folder;
}

it(`${count} files are registered, listed and pushed again without being sent`, { timeout: 600_000 }, async () => {
  const folder = await makeFiles(count);
  const saved = await registry.saveModel({ model: "risk/many", files: folder.path, metadata: sampleMetadata });
  expect([saved.files, saved.version]).toEqual([count, 1]);
  const again = await registry.saveModel({ model: "risk/many", files: folder.path, metadata: sampleMetadata });
  expect([again.version, again.uploadedBytes, again.digest]).toEqual([2, 0, saved.digest]);
  let listed = 0;
  let after: string | undefined;
  do {
    const page = await registry.api.versions.files.query({ reference: "risk/many@1", after, limit: 1000 });
    listed += page.items.length;
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(listed).toBe(count);
  await folder.remove();
});

it.runIf(campaign)("one file more than a version can have is refused, and says so", { timeout: 600_000 }, async () => {
  const folder = await makeFiles(most + 1);
  await expect(registry.saveModel({ model: "risk/too-many", files: folder.path, metadata: sampleMetadata })).rejects.toThrow(/at most 100,000 files/);
  await folder.remove();
});
