import { randomBytes } from "node:crypto";
import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fingerprintOf, sampleOf } from "./fingerprint.ts";
import { findFiles } from "./local-files.ts";
import { makeFolder } from "./testing.ts";

test("the same file has the same fingerprint, and any other has another", async () => {
  const bytes = randomBytes(2_000_000);
  const { path, remove } = await makeFolder({ "a.bin": bytes });
  const source = join(path, "a.bin");
  const print = async (change: { model?: string; at?: string; content?: Buffer; time?: Date }) => {
    await writeFile(source, change.content ?? bytes);
    await utimes(source, change.time ?? new Date(0), change.time ?? new Date(0));
    const [file] = await findFiles(path);
    return await fingerprintOf(change.model ?? "risk/fraud", { ...file!, path: change.at ?? "a.bin" });
  };
  const first = await print({});
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await print({})).toBe(first);
  const begun = Buffer.from(bytes);
  begun[1_000_000]! ^= 1;
  const others = [{ model: "risk/other" }, { at: "b.bin" }, { content: begun }, { content: Buffer.concat([bytes, bytes]) }, { time: new Date(1) }];
  const prints = new Set([first]);
  for (const other of others) prints.add(await print(other));
  expect(prints.size).toBe(6);
  await remove();
});

test("files that differ in their beginning, middle or end have other samples, copies have the same, whatever their size", async () => {
  for (const size of [0, 1, 1000, 65_536, 65_537, 3_000_000]) {
    const bytes = randomBytes(size);
    const others = [0, Math.floor(size / 2), size - 1].map((place) => {
      const other = Buffer.from(bytes);
      if (size > 0) other[place]! ^= 1;
      return other;
    });
    const { path, remove } = await makeFolder({ "a.bin": bytes, "b.bin": bytes, "c0.bin": others[0]!, "c1.bin": others[1]!, "c2.bin": others[2]! });
    const [first, copy, ...changed] = await Promise.all((await findFiles(path)).map((file) => sampleOf(file)));
    expect(copy).toBe(first);
    expect(changed.filter((sample) => sample === first)).toHaveLength(size > 0 ? 0 : 3);
    await remove();
  }
});
