import { randomBytes } from "node:crypto";
import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";
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
