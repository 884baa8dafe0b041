import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { faultFrom, type TransferFault } from "./transfer-fault.ts";
import type { OpenTransfer, Parcel, TransferEvents } from "./transfer.ts";
import { UploadQueue } from "./upload-queue.ts";

/** A registry that does what the test tells it to. */
function fakeRegistry() {
  const calls: { parcels: readonly Parcel[]; events: TransferEvents; stopped: string[] }[] = [];
  let refusal: TransferFault | null = null;
  const turns = new Set<string>();
  const open: OpenTransfer = async (_draft, parcels, events) => {
    if (refusal) throw refusal;
    const call = { parcels, events, stopped: [] as string[] };
    calls.push(call);
    const ends = new Map(parcels.map(({ path }) => [path, new AbortController()]));
    for (const { path } of parcels) {
      void events.turn(path, ends.get(path)!.signal).then(
        () => {
          turns.add(path);
          events.began(path, 0);
        },
        () => {},
      );
    }
    return {
      stop(path) {
        call.stopped.push(path);
        ends.get(path)?.abort(new Error("stopped"));
      },
    };
  };
  return { calls, turns, open, refuse: (fault: TransferFault | null) => (refusal = fault), last: () => calls.at(-1)! };
}

const dropped = (path: string, content = "four", lastModified = 1) => ({ path, file: new File([content], path, { lastModified }) });
const many = (count: number) => Array.from({ length: count }, (_, n) => dropped(`${String(n).padStart(4, "0")}.bin`));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function settle(queue: UploadQueue) {
  await vi.advanceTimersByTimeAsync(150);
  return queue.view();
}
const statesOf = ({ files }: { files: readonly { path: string; state: { kind: string } }[] }) => Object.fromEntries(files.map(({ path, state }) => [path, state.kind]));

describe("uploads of a draft", () => {
  test("six send side by side, the seventh when one is done", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add(many(8));
    await settle(queue);
    expect(registry.turns.size).toBe(6);
    registry.last().events.done("0000.bin", "a".repeat(64));
    const { totals } = await settle(queue);
    expect(registry.turns.size).toBe(7);
    expect(totals).toMatchObject({ files: 8, done: 1, active: 7, bytes: 32, sent: 4 });
  });

  test("450 files are opened in batches of at most 200, the next when few are left", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add(many(450));
    await settle(queue);
    expect(registry.calls.map((call) => call.parcels.length)).toEqual([200]);
    for (const batch of [0, 1, 2]) {
      for (const { path } of registry.calls[batch]!.parcels) registry.calls[batch]!.events.done(path, "a".repeat(64));
      await settle(queue);
    }
    expect(registry.calls.map((call) => call.parcels.length)).toEqual([200, 200, 50]);
    expect(queue.view().totals.done).toBe(450);
    expect(queue.isBusy()).toBe(false);
  });

  test("a paused file frees its place, and goes on with the same fingerprint", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add(many(7));
    await settle(queue);
    registry.last().events.moved("0000.bin", 2);
    queue.pause("0000.bin");
    expect(statesOf(await settle(queue))["0000.bin"]).toBe("paused");
    expect(registry.calls[0]!.stopped).toEqual(["0000.bin"]);
    expect(registry.turns.has("0006.bin")).toBe(true);
    queue.pause();
    expect(queue.isBusy()).toBe(false);
    queue.resume();
    await settle(queue);
    const again = registry.last().parcels.find(({ path }) => path === "0000.bin");
    expect(again?.fingerprint).toBe(registry.calls[0]!.parcels[0]!.fingerprint);
    expect(registry.last().parcels).toHaveLength(7);
  });

  test("what is paused while it is being opened does not send", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add([dropped("a")]);
    queue.pause("a");
    expect(statesOf(await settle(queue))).toEqual({ a: "paused" });
    expect(registry.last().stopped).toEqual(["a"]);
  });

  test("when the registry does not answer, all wait with growing pauses, and go on by themselves", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add([dropped("a"), dropped("b")]);
    await settle(queue);
    registry.last().events.moved("a", 2);
    registry.refuse(faultFrom(null, null));
    for (const path of ["a", "b"]) registry.calls[0]!.events.failed(path, faultFrom(null, null));
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { obstacle } = await settle(queue);
      if (obstacle?.kind !== "unreachable") throw new Error("it does not wait");
      waits.push(obstacle.retryAt - Date.now());
      await vi.advanceTimersByTimeAsync(obstacle.retryAt - Date.now());
    }
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits[3]!).toBeGreaterThan(3000);
    expect(statesOf(queue.view())).toEqual({ a: "waiting", b: "waiting" });
    expect(queue.view().totals.sent).toBe(2);
    registry.refuse(null);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(queue.view().obstacle).toBeNull();
    expect(statesOf(queue.view())).toEqual({ a: "uploading", b: "uploading" });
  });

  test("a refusal of all stops until somebody lets it go on; one of a single file leaves the others alone", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    registry.refuse(faultFrom(403, { message: "The team is full.", reason: "quota_exceeded" }));
    queue.add([dropped("a"), dropped("b")]);
    expect((await settle(queue)).obstacle).toEqual({ kind: "refused", message: "The team is full.", signedOut: false });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(registry.calls).toHaveLength(0);
    registry.refuse(null);
    queue.goOn();
    await settle(queue);
    registry.last().events.failed("a", faultFrom(409, { message: "a is taken.", reason: "path_taken" }));
    registry.last().events.done("b", "a".repeat(64));
    const view = await settle(queue);
    expect(view.obstacle).toBeNull();
    expect(view.files[0]!.state).toMatchObject({ kind: "failed", message: "a is taken.", again: true });
    queue.resume("a");
    expect(statesOf(await settle(queue))).toEqual({ a: "uploading", b: "done" });
  });

  test("a file that is busy is tried again by itself, and not for ever", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add([dropped("a")]);
    await settle(queue);
    for (let attempt = 1; attempt < 8; attempt++) {
      registry.last().events.failed("a", faultFrom(429, { message: "busy", reason: "upload_busy" }));
      await vi.advanceTimersByTimeAsync(31_000);
      expect(registry.calls).toHaveLength(attempt + 1);
    }
    registry.last().events.failed("a", faultFrom(429, { message: "busy", reason: "upload_busy" }));
    expect(statesOf(await settle(queue))).toEqual({ a: "failed" });
  });

  test("what was begun in an earlier visit waits for its file, and goes on where it was", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    await queue.load(async () => [
      { path: "there", size: 4, state: { kind: "done", sha256: "a".repeat(64) } },
      { path: "begun", size: 4, state: { kind: "absent", sent: 3 } },
    ]);
    expect(statesOf(await settle(queue))).toEqual({ begun: "absent", there: "done" });
    expect(registry.calls).toHaveLength(0);
    queue.add([dropped("begun")]);
    expect(queue.view().totals.sent).toBe(7);
    await settle(queue);
    registry.last().events.began("begun", 3);
    const { files, rate } = await settle(queue);
    expect(files[0]!.state).toEqual({ kind: "uploading", sent: 3, from: 3 });
    expect(rate).toBeNull();
  });

  test("another file under a path that is taken is a conflict, the same one again is none", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    await queue.load(async () => [{ path: "done", size: 4, state: { kind: "done", sha256: "a".repeat(64) } }]);
    queue.offer([dropped("a")]);
    expect((await settle(queue)).undecided).toEqual([]);
    queue.offer([dropped("a"), dropped("done")]);
    expect((await settle(queue)).undecided.map(({ path }) => path)).toEqual(["done"]);
    expect(registry.calls).toHaveLength(1);
    queue.offer([dropped("a", "other")]);
    expect((await settle(queue)).undecided.map(({ path }) => path)).toEqual(["done", "a"]);
    queue.decide(false);
    expect((await settle(queue)).undecided).toEqual([]);
    expect(registry.calls).toHaveLength(1);
    queue.offer([dropped("done")]);
    queue.decide(true);
    expect(statesOf(await settle(queue))["done"]).toBe("uploading");
  });

  test("what is dropped before the draft is looked up waits for that, and so do its paths", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.offer([dropped("folder/begun"), dropped("folder/new")]);
    await queue.load(async () => Promise.reject(new Error("not reached")));
    expect(await settle(queue)).toMatchObject({ loaded: false, files: [], loadFault: new Error("not reached") });
    await queue.load(async () => [{ path: "begun", size: 4, state: { kind: "absent", sent: 3 } }]);
    expect(statesOf(await settle(queue))).toEqual({ begun: "uploading", new: "uploading" });
  });

  test("looking the draft up again leaves alone what arrived meanwhile, and forgets what is gone", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    await queue.load(async () => [{ path: "gone", size: 4, state: { kind: "done", sha256: "a".repeat(64) } }]);
    queue.add([dropped("a")]);
    await settle(queue);
    await queue.load(async () => {
      registry.last().events.done("a", "a".repeat(64));
      return [];
    });
    expect(statesOf(await settle(queue))).toEqual({ a: "done" });
  });

  test("a replacement that is given up brings back what was there", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    await queue.load(async () => [{ path: "a", size: 9, state: { kind: "done", sha256: "a".repeat(64) } }]);
    queue.add([dropped("a")]);
    expect(statesOf(await settle(queue))).toEqual({ a: "uploading" });
    queue.remove("a");
    const { files } = await settle(queue);
    expect(files).toEqual([{ path: "a", size: 9, state: { kind: "done", sha256: "a".repeat(64) } }]);
    expect(registry.last().stopped).toEqual(["a"]);
  });

  test("paths that the registry would refuse are not sent", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    queue.add([dropped("Model.bin"), dropped("model.bin"), dropped("a/../b")]);
    const { files } = await settle(queue);
    expect(files.map(({ state }) => state.kind)).toEqual(["uploading", "failed", "failed"]);
    expect(registry.last().parcels.map(({ path }) => path)).toEqual(["Model.bin"]);
    expect(files[2]!.state).toMatchObject({ again: false, message: expect.stringContaining("capitals") });
  });

  test("the page hears of many changes at once, ten times a second at most", async () => {
    const registry = fakeRegistry();
    const queue = new UploadQueue("d", registry.open, 6);
    let heard = 0;
    queue.subscribe(() => (heard += 1));
    queue.add([{ path: "a", file: new File([new Uint8Array(1000)], "a") }]);
    await settle(queue);
    heard = 0;
    for (let sent = 1; sent <= 1000; sent++) {
      registry.last().events.moved("a", sent);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(heard).toBeGreaterThan(5);
    expect(heard).toBeLessThanOrEqual(10);
    expect(queue.view().rate).toBeCloseTo(1000, -2);
  });
});
