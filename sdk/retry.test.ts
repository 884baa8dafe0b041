import { afterEach, expect, test } from "vitest";
import { CountersignError } from "./errors.ts";
import { persist, Setback, transferWaitMs } from "./retry.ts";
import { shortenPauses } from "./short-pauses.ts";

const pauses = shortenPauses();
afterEach(() => void (pauses.length = 0));

const setback = (retryAfterMs?: number) => new Setback(new CountersignError("cannot_reach", "Nobody is there."), true, retryAfterMs);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

test("a transfer waits for two minutes in all, with pauses that stop growing", async () => {
  const failing = persist(() => Promise.reject(setback()), { repeatable: true, waitMs: transferWaitMs });
  await expect(failing).rejects.toMatchObject({ reason: "cannot_reach" });
  expect(sum(pauses)).toBeGreaterThan(105_000);
  expect(sum(pauses)).toBeLessThanOrEqual(120_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
  expect(Math.max(...pauses)).toBeGreaterThan(5000);
});

test("its patience is counted anew whenever it has come further", async () => {
  let reached = 0;
  let tries = 0;
  const attempt = async () => {
    // Every tenth try brings it further, a hundred times.
    if (++tries % 10 === 0) reached++;
    if (reached === 100) return "there";
    throw setback();
  };
  expect(await persist(attempt, { repeatable: true, waitMs: transferWaitMs, progress: () => reached })).toBe("there");
  expect(sum(pauses)).toBeGreaterThan(transferWaitMs * 10);
});

test("a pause of nothing counts too, so that it ends", async () => {
  const failing = persist(() => Promise.reject(setback(0)), { repeatable: true, waitMs: 3000 });
  await expect(failing).rejects.toMatchObject({ reason: "cannot_reach" });
  expect(pauses).toHaveLength(10);
});
