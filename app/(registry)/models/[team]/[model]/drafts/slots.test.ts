import { expect, test } from "vitest";
import { Slots } from "./slots.ts";

test("so many are let through, then one for each that leaves, in the order in which they came", async () => {
  const slots = new Slots(2);
  const entered: number[] = [];
  const gone = new AbortController();
  const asking = [1, 2, 3, 4, 5].map((each) => slots.take(each === 4 ? gone.signal : null).then(() => entered.push(each)));
  await Promise.resolve();
  expect(entered).toEqual([1, 2]);
  gone.abort(new Error("gone"));
  await expect(asking[3]).rejects.toThrow("gone");
  slots.give();
  slots.give();
  await Promise.all([asking[2], asking[4]]);
  expect(entered).toEqual([1, 2, 3, 5]);
  slots.give();
  slots.give();
  await slots.take();
});
