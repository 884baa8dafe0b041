import { createHash, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { nativeHash, resumableHash } from "./hash.ts";

const content = randomBytes(300_000);
const expected = createHash("sha256").update(content).digest("hex");

it("a native hash is SHA-256, and can't be saved", () => {
  const hash = nativeHash();
  hash.update(content.subarray(0, 1000));
  expect(hash.save()).toBeNull();
  hash.update(content.subarray(1000));
  expect(hash.digest()).toBe(expected);
});

it.each([0, 1, 63, 64, 65, 200_001])("a resumable hash goes on after %i bytes from what it saved", async (bytes) => {
  const first = await resumableHash();
  first.update(content.subarray(0, bytes));
  const state = JSON.parse(JSON.stringify(first.save())) as string;
  // What comes after does not count for what was saved before.
  first.update(content);
  const second = await resumableHash(state);
  second.update(content.subarray(bytes));
  expect(second.digest()).toBe(expected);
});

it("a resumable hash refuses a state that is not one", async () => {
  await expect(resumableHash("AAAA")).rejects.toThrow("state");
});
