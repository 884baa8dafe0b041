import canonicalize from "canonicalize";
import * as fc from "fast-check";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canonicalJson, holdsManifest, manifestName, readManifest, writeManifest, type PulledManifest } from "./manifest.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";

const manifest = {
  schema: "countersign.pulled/1",
  reference: "risk/fraud-detector@1",
  version: 1,
  digest: `sha256:${"0".repeat(64)}`,
  registry: "http://127.0.0.1:3000",
  pulledAt: "2026-05-03T10:00:00.000Z",
  files: [{ path: "größe/模型.bin", size: 3, sha256: "1".repeat(64) }],
  metadata: { ...sampleMetadata, environment: {}, attributes: {} },
} as PulledManifest;

test("canonical JSON is that of another implementation of RFC 8785", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Lone surrogates have no canonical form, and can't be stored.
      fc.pre(JSON.stringify(value).search(/\\ud[89a-f]/) < 0);
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }),
  );
});

test("the examples of RFC 8785 have the form that is given there", () => {
  const numbers = JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]") as unknown;
  expect(canonicalJson({ literals: [null, true, false], numbers })).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}',
  );
  const names = { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7 };
  expect(canonicalJson(names)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test("what is written is read again, and nothing else is left", async () => {
  const { path, remove } = await makeFolder({ [manifestName]: "old" });
  expect(await writeManifest(path, manifest)).toBe(join(path, manifestName));
  expect(await readManifest(path)).toEqual(manifest);
  expect(await readdir(path)).toEqual([manifestName]);
  expect(await readFile(join(path, manifestName), "utf8")).toMatch(/^\{\n.*\}\n$/s);
  await remove();
});

test("a folder in its place is told", async () => {
  const { path, remove } = await makeFolder();
  await mkdir(join(path, manifestName));
  await expect(writeManifest(path, manifest)).rejects.toMatchObject({ reason: "file_failed" });
  expect(await readdir(path)).toEqual([manifestName]);
  await remove();
});

test("none is none, and a damaged one is told", async () => {
  const { path, remove } = await makeFolder();
  expect(await readManifest(path)).toBeNull();
  const damaged = [
    "", "{", "null", "[]", "{}",
    JSON.stringify({ ...manifest, schema: "countersign.pulled/2" }),
    JSON.stringify({ ...manifest, files: {} }),
    JSON.stringify({ ...manifest, files: [{ path: "a", size: "3", sha256: "" }] }),
    JSON.stringify({ ...manifest, metadata: null }),
  ];
  for (const text of damaged) {
    await writeFile(join(path, manifestName), text);
    expect(await readManifest(path)).toEqual(expect.stringContaining(manifestName));
  }
  await remove();
});

test.each([
  [".countersign.json", true],
  [".Countersign.JSON", true],
  [".countersign.json/notes.txt", true],
  ["a/.countersign.json", false],
  [".countersign.json2", false],
])("whether %s is in the manifest's way", (path, is) => {
  expect(holdsManifest([{ path: "model.bin", size: 1, sha256: "" }, { path, size: 1, sha256: "" }])).toBe(is);
});
