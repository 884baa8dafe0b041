import { expect, test } from "vitest";
import { uuidv7, uuidv7Generator } from "./uuid.ts";

const zeros = (size: number) => new Uint8Array(size);
const ones = (size: number) => new Uint8Array(size).fill(0xff);

test("the fields lie where RFC 9562 puts them", () => {
  // The time of the example in appendix A.6, whose rand_a begins with 0xCC3; our counter begins below 0x800.
  expect(uuidv7Generator(() => 0x017f22e279b0, zeros)()).toBe("017f22e2-79b0-7000-8000-000000000000");
  expect(uuidv7Generator(() => 0x017f22e279b0, ones)()).toBe("017f22e2-79b0-77ff-bfff-ffffffffffff");
});

test("version and variant are right whatever the random bytes", () => {
  for (let i = 0; i < 1000; i++) expect(uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("values grow within one millisecond, past the end of the counter", () => {
  const next = uuidv7Generator(() => 1_000);
  const made = Array.from({ length: 10_000 }, next);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

test("values grow when the clock steps back", () => {
  const times = [5_000, 4_000, 4_001, 5_001];
  const next = uuidv7Generator(() => times.shift()!);
  const made = [next(), next(), next(), next()];
  expect(made.toSorted()).toEqual(made);
});
