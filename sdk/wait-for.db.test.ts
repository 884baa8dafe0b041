import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestRegistry, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Promotion, type Registry } from "./index.ts";
import { makeFolder, sampleMetadata as metadata, serveBetween } from "./testing.ts";

const model = "risk/fraud-detector";

let server: TestRegistry;
let token: string;
let admin: Registry;
let ada: Registry;
let grace: Registry;
let count = 0;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  const author = await server.addPerson("Ada", { risk: "maintainer" });
  token = author.token;
  admin = createRegistry({ url: server.url, token: server.admin.token });
  ada = createRegistry({ url: server.url, token });
  grace = createRegistry({ url: server.url, token: (await server.addPerson("Grace", { risk: "reviewer" })).token });
});
afterAll(() => server.close());

async function request(): Promise<Promotion> {
  const { path, remove } = await makeFolder({ "model.bin": `weights ${++count}` });
  const { reference } = await ada.saveModel({ model, files: path, metadata });
  await remove();
  return await ada.promotions.request({ reference, to: "production", reason: "Better." });
}

test("a promotion is waited for, and every change on the way is told", async () => {
  const { id } = await request();
  const seen = vi.fn<(promotion: Promotion) => void>();
  const waiting = ada.promotions.waitFor(id, "applied", { onChange: seen });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce());
  await grace.promotions.requestChanges(id, { comment: "Why?" });
  await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(2), 5000);
  await grace.promotions.approve(id);
  expect(await waiting).toMatchObject({ id, state: "applied" });
  expect(seen.mock.calls.map(([{ state, blockers }]) => [state, blockers.map(({ kind }) => kind)])).toEqual([
    ["open", ["approvals_missing"]],
    ["open", ["changes_requested", "approvals_missing"]],
    ["applied", []],
  ]);
  expect(await ada.promotions.waitFor(id, ["approved", "applied"])).toMatchObject({ state: "applied" });
});

test("one that ends in another way is told with how and why", async () => {
  const { id } = await request();
  // The other person acts while it is being waited for.
  const waiting = grace.promotions.waitFor(id, "applied", { onChange: ({ state }) => void (state === "open" && ada.promotions.reject(id, { reason: "Not now." })) });
  await expect(waiting).rejects.toMatchObject({
    name: "CountersignError",
    reason: "promotion_closed",
    message: expect.stringContaining("is rejected by Ada: Not now. It will not be applied any more."),
    details: { id, state: "rejected", wanted: ["applied"], supersededBy: null, closing: { reason: "Not now." }, failure: null },
  });
  await expect(grace.promotions.waitFor("00000000-0000-4000-8000-000000000000", "applied")).rejects.toMatchObject({ reason: "not_found" });
});

test.each<[string, (model: string) => Promise<unknown>, string]>([
  ["fails", (of) => ada.deployments.report({ model: of, stage: "production", state: "failed", summary: "The image could not be pulled." }), "is failed: The deployment of v1 failed: The image could not be pulled. It will not be applied any more."],
  ["loses what was signed for", async (of) => {
    await admin.api.lineage.recallVersion.mutate({ reference: `${of}@1`, reason: "wrong labels" });
    await ada.deployments.report({ model: of, stage: "production", state: "succeeded" });
  }, "recalled"],
])("one that the registry can't bring about because its deployment %s is told with the reason", async (_, end, because) => {
  const of = `risk/waits-${++count}`;
  const { path, remove } = await makeFolder({ "model.bin": `weights ${count}` });
  await ada.saveModel({ model: of, files: path, metadata });
  await remove();
  await ada.policies.save({ stage: "production", scope: { kind: "model", model: of }, mode: "enforce", note: "Waits for its deployment.", expected: 0, rules: { approvals: 1, deployment: { wait: true, minutes: 30, onFailure: "keep" } } });
  const { id } = await ada.promotions.request({ reference: `${of}@1`, to: "production", reason: "Better." });
  await grace.promotions.approve(id);
  const waiting = ada.promotions.waitFor(id, "applied", { onChange: ({ state }) => void (state === "applying" && end(of)) });
  await expect(waiting).rejects.toMatchObject({ reason: "promotion_closed", message: expect.stringContaining(because) as string, details: { state: "failed", closing: null, failure: expect.stringContaining(because.split(": ")[1] ?? because) as string } });
});

test("one that takes too long is given up, and what stands in its way is told", async () => {
  const { id } = await request();
  await expect(ada.promotions.waitFor(id, "applied", { timeoutMs: 700 })).rejects.toMatchObject({
    reason: "timed_out",
    details: { id, state: "open", wanted: ["applied"], blockers: [{ kind: "approvals_missing" }] },
  });
  for (const timeoutMs of [0, -1, Number.NaN, 2 ** 31]) await expect(ada.promotions.waitFor(id, "applied", { timeoutMs })).rejects.toMatchObject({ reason: "invalid_input" });
});

test("an aborted wait ends at once, with the signal's own reason", async () => {
  const { id } = await request();
  const reason = new Error("no longer wanted");
  await expect(ada.promotions.waitFor(id, "applied", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const stop = new AbortController();
  const waiting = ada.promotions.waitFor(id, "applied", { signal: stop.signal, timeoutMs: 60_000, onChange: () => setTimeout(() => stop.abort(reason), 50) });
  const begun = performance.now();
  await expect(waiting).rejects.toBe(reason);
  expect(performance.now() - begun).toBeLessThan(2000);
});

test("a wait outlives a registry that is being restarted", async () => {
  const { id } = await request();
  let isDown = false;
  let turnedAway = 0;
  const between = await serveBetween(server.url, (req) => {
    if (!isDown) return false;
    turnedAway++;
    req.socket.destroy();
    return true;
  });
  const afar = createRegistry({ url: between.url, token });
  const waiting = afar.promotions.waitFor(id, "applied", {
    onChange: ({ state }) => {
      if (state !== "open") return;
      isDown = true;
      setTimeout(() => (isDown = false), 2500);
    },
  });
  await vi.waitFor(() => expect(turnedAway).toBeGreaterThan(1), 10_000);
  await grace.promotions.approve(id);
  expect(await waiting).toMatchObject({ id, state: "applied" });
  await between.close();
});
