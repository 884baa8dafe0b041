import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openLanes } from "./lanes.ts";

test("no more tasks run at once than there are lanes, and all of them run, in order", async () => {
  const lanes = openLanes(3, undefined);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  for (let task = 0; task < 20; task++) {
    lanes.add(async () => {
      started.push(task);
      most = Math.max(most, ++running);
      await sleep(1);
      running--;
    });
  }
  await lanes.finish();
  expect(most).toBe(3);
  expect(started).toEqual(Array.from({ length: 20 }, (_, at) => at));
});

test("the first failure stops the rest, and is told after what was under way has ended", async () => {
  const lanes = openLanes(2, undefined);
  const ended: string[] = [];
  lanes.add(async () => {
    await sleep(1);
    throw new Error("first");
  });
  lanes.add(async () => {
    await new Promise<void>((resolve) => lanes.signal.addEventListener("abort", () => resolve()));
    await sleep(5);
    ended.push("under way");
    throw new Error("second");
  });
  lanes.add(async () => void ended.push("never"));
  await expect(lanes.finish()).rejects.toThrow("first");
  expect(ended).toEqual(["under way"]);
  expect(lanes.signal.reason).toEqual(new Error("first"));
});

test("lanes with nothing to do are finished", async () => {
  await expect(openLanes(2, undefined).finish()).resolves.toBeUndefined();
});

test("the caller's signal reaches the tasks", async () => {
  const stop = new AbortController();
  const lanes = openLanes(1, stop.signal);
  lanes.add(async () => {
    await sleep(10_000, undefined, { signal: lanes.signal });
  });
  stop.abort();
  await expect(lanes.finish()).rejects.toMatchObject({ name: "AbortError" });
});
