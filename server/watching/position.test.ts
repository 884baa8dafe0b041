import { expect, test } from "vitest";
import { readPosition, writePosition } from "./position.ts";

test("what was told is read back, and what is no position tells of nothing", () => {
  const position = [7, null, undefined, 12];
  expect(writePosition(position)).toBe("7,-,?,12");
  expect(readPosition("7,-,?,12", 4)).toEqual(position);
  for (const other of [undefined, null, "", "7", "7,8,9", "a,b", "-1,07"]) expect(readPosition(other, 2)).toEqual([undefined, undefined]);
});
