import { expect, test } from "vitest";
import { readInstant, writeInstant } from "./read-instant.ts";

test("an instant is in UTC, unless it says another offset", () => {
  expect(readInstant("2026-05-03T10:00")).toBe("2026-05-03T10:00:00.000Z");
  expect(readInstant("2026-05-03 10:00:30")).toBe("2026-05-03T10:00:30.000Z");
  expect(readInstant("2026-05-03T10:00:00+02:00")).toBe("2026-05-03T08:00:00.000Z");
  expect(readInstant("2026-05-03")).toBe("2026-05-03T00:00:00.000Z");
  expect(writeInstant("2026-05-03T10:00:30.000Z")).toBe("2026-05-03T10:00:30");
});

test("what is no instant is refused", () => {
  for (const text of ["", "yesterday", "2026-13-01T10:00", "2026-02-30T10:00", "2026-05-03T25:00"]) expect(readInstant(text)).toBeNull();
});
