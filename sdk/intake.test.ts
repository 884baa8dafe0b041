import { createHash, randomBytes } from "node:crypto";
import { open, readFile, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Intake } from "./intake.ts";
import { makeFolder } from "./testing.ts";

const mebibyte = 1024 * 1024;

let folder: Awaited<ReturnType<typeof makeFolder>>;
let path: string;
beforeEach(async () => {
  folder = await makeFolder();
  path = join(folder.path, "file");
});
afterEach(() => folder.remove());

/** A file on a slow disk: a write takes longer than the next bytes need to arrive. */
async function slowFile(): Promise<FileHandle> {
  const file = await open(path, "w");
  const write = file.write.bind(file) as (...given: unknown[]) => Promise<never>;
  file.write = async (...given: unknown[]) => {
    await sleep(3);
    return await write(...given);
  };
  return file;
}

const sizes = [0, 1, 10_000, 65_535, 65_536, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte, 3_333_333];
test.each(sizes)("%i bytes are written as they arrived, in whatever pieces", async (size) => {
  const bytes = randomBytes(size);
  for (const most of [997, 65_536, 3 * mebibyte]) {
    if (size / most > 2000) continue;
    const file = await slowFile();
    const intake = new Intake(file, "file", size);
    for (let at = 0; at < size; ) {
      // Half of them by way of the room, as a socket fills it.
      const piece = bytes.subarray(at, at + most);
      if (at % 2 === 0) await intake.put(piece);
      const count = at % 2 === 0 ? piece.length : piece.copy(intake.room);
      if (at % 2 === 1) await intake.accept(count);
      at += count;
    }
    await intake.settle();
    await file.close();
    expect(intake.bytes).toBe(size);
    expect(intake.digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect((await readFile(path)).equals(bytes)).toBe(true);
  }
});

test.each([0, 1, 65_536, mebibyte, 3_333_333])("what the file holds already, %i bytes of it, is gone on with", async (held) => {
  const bytes = randomBytes(4 * mebibyte);
  await writeFile(path, bytes.subarray(0, held));
  const file = await open(path, "r+");
  const intake = new Intake(file, "file", bytes.length);
  await intake.resume(held, new AbortController().signal);
  expect(intake.bytes).toBe(held);
  await intake.put(bytes.subarray(held));
  await intake.settle();
  await file.close();
  expect(intake.digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect((await readFile(path)).equals(bytes)).toBe(true);
});

test("what arrived before a restart is forgotten", async () => {
  const file = await slowFile();
  const intake = new Intake(file, "file", 2 * mebibyte);
  await intake.put(randomBytes(1_500_000));
  await intake.restart();
  await intake.put(Buffer.from("new"));
  await intake.settle();
  await file.close();
  expect(await readFile(path, "utf8")).toBe("new");
  expect(intake.digest()).toBe(createHash("sha256").update("new").digest("hex"));
});

test("a disk that can't take it is told with the file's name", async () => {
  const file = await open(path, "w");
  file.write = () => Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }));
  const intake = new Intake(file, "model.bin", 5);
  await intake.put(Buffer.from("1234"));
  await expect(intake.settle()).rejects.toMatchObject({ reason: "file_failed", message: "model.bin: the disk is full (ENOSPC)." });
  await file.close();
});
