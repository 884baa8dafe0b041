import { expect, test } from "vitest";
import { windowWords } from "./schedule.ts";

const words = (cron: string, hours = 8) => windowWords({ cron, hours, timeZone: "UTC", reason: "" });

test("a time on some days is read as one", () => {
  expect(words("0 18 * * 5", 62)).toBe("from 18:00 on Fridays, for 62 hours (UTC)");
  expect(words("30 9 * * 1-5")).toBe("from 09:30, Monday to Friday, for 8 hours (UTC)");
  expect(words("0 9 * * mon,WED")).toBe("from 09:00 on Mondays and Wednesdays, for 8 hours (UTC)");
  expect(words("0 0 * * *", 1)).toBe("from 00:00 every day, for 1 hour (UTC)");
  expect(words("0 0 24 12 *")).toBe("from 00:00 on 24 December, for 8 hours (UTC)");
  expect(words("0 6 1 * *")).toBe("from 06:00 on day 1 of every month, for 8 hours (UTC)");
});

test("a schedule that is more than that is quoted", () => {
  expect(words("*/15 9-17 * * 1-5")).toBe('from "*/15 9-17 * * 1-5", for 8 hours (UTC)');
  expect(words("0 9 * * 1#2")).toBe('from "0 9 * * 1#2", for 8 hours (UTC)');
  expect(words("0 9 1 13 *")).toBe('from "0 9 1 13 *", for 8 hours (UTC)');
});
