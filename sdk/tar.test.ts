import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { expect, test } from "vitest";
import { packFiles } from "./tar.ts";

async function unpack(archive: Buffer): Promise<{ path: string; type: unknown; bytes: Buffer }[]> {
  const found: { path: string; type: unknown; bytes: Buffer }[] = [];
  for await (const entry of Readable.from([archive]).pipe(extract())) {
    found.push({ path: entry.header.name, type: entry.header.type, bytes: await buffer(entry) });
  }
  return found;
}

test("files come out as they went in, whatever their paths and sizes are", async () => {
  const long = "ordner/größe ".repeat(60);
  const paths = ["a", "a b/c%d#e?f.bin", "größe.bin", "模型/🧠.json", "x".repeat(100), "x".repeat(101), `${"d/".repeat(400)}x`, `${long}${"y".repeat(1024 - Buffer.byteLength(long))}`];
  // Lengths of records about the powers of ten, where the length of the length grows.
  for (let length = 80; length < 100; length++) paths.push(`é${"z".repeat(length)}`);
  for (let length = 985; length < 995; length++) paths.push(`é${"w".repeat(length)}`);
  const files = paths.map((path, at) => ({ path, bytes: Buffer.alloc([0, 1, 511, 512, 513, 1024, 70_000][at % 7] ?? 0, at) }));
  expect(await unpack(packFiles(files))).toEqual(files.map(({ path, bytes }) => ({ path, type: "file", bytes })));
});

test("an archive is whole blocks, and ends with two empty ones", () => {
  const archive = packFiles([{ path: "a", bytes: Buffer.from("a") }]);
  expect(archive.length).toBe(4 * 512);
  expect(archive.subarray(1024).every((byte) => byte === 0)).toBe(true);
  expect(packFiles([])).toEqual(Buffer.alloc(1024));
});
