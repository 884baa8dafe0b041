import { expect, it } from "vitest";
import { byteRange } from "./range.ts";

it.each([
  [undefined, 10, null],
  ["bytes=0-3", 10, { start: 0, end: 3 }],
  ["bytes=4-", 10, { start: 4, end: 9 }],
  ["bytes=-3", 10, { start: 7, end: 9 }],
  ["bytes=-30", 10, { start: 0, end: 9 }],
  ["bytes=2-99", 10, { start: 2, end: 9 }],
  ["bytes=10-", 10, "unsatisfiable"],
  ["bytes=-0", 10, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  ["bytes=5-2", 10, null],
  ["bytes=0-1,3-4", 10, null],
  ["bytes=-", 10, null],
  ["items=0-1", 10, null],
  ["bytes=a-b", 10, null],
])("the range %s of %i bytes is %o", (header, size, range) => {
  expect(byteRange(header, size)).toEqual(range);
});
