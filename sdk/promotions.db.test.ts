import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { makeFolder, sampleMetadata as metadata } from "./testing.ts";

const model = "risk/fraud-detector";

let server: TestRegistry;
let ada: Registry;
let grace: Registry;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  const people = [await server.addPerson("Ada", { risk: "maintainer" }), await server.addPerson("Grace", { risk: "reviewer" })];
  [ada, grace] = people.map(({ token }) => createRegistry({ url: server.url, token })) as [Registry, Registry];
  for (const content of ["one", "two", "three"]) {
    const { path, remove } = await makeFolder({ "model.bin": content });
    await ada.saveModel({ model, files: path, metadata });
    await remove();
  }
});
afterAll(() => server.close());

test("a version goes live when somebody else has signed for it, and not before", async () => {
  const request = await ada.promotions.request({ reference: `${model}@1`, to: "production", reason: "The first one." });
  expect(request).toMatchObject({ state: "open", version: 1, blockers: [{ kind: "approvals_missing", you: false }] });
  await expect(ada.get(`${model}@production`)).rejects.toMatchObject({ reason: "not_found" });
  await expect(ada.promotions.approve(request.id)).rejects.toMatchObject({ reason: "self_approval", status: 403 });

  expect((await grace.promotions.get(request.id)).blockers).toMatchObject([{ you: true }]);
  const approved = await grace.promotions.approve(request.id, { comment: "Fine." });
  expect(approved).toMatchObject({ state: "applied", blockers: [], reviews: [{ verdict: "approve", comment: "Fine.", reviewer: { name: "Grace" } }] });
  expect((await ada.get(`${model}@production`)).reference).toBe(`${model}@1`);
  await expect(grace.promotions.approve(request.id)).rejects.toMatchObject({ reason: "promotion_closed" });
});

test("a request for changes blocks until the same reviewer approves", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@2`, to: "production", reason: "Better." });
  await expect(grace.promotions.requestChanges(id, { comment: "" })).rejects.toMatchObject({ reason: "invalid_input" });
  const blocked = await grace.promotions.requestChanges(id, { comment: "Where is the card?" });
  expect(blocked.blockers.map((blocker) => blocker.kind)).toContain("changes_requested");
  expect((await grace.promotions.comment(id, { comment: "I will be back." })).state).toBe("open");
  expect(await grace.promotions.approve(id)).toMatchObject({ state: "applied" });
});

test("an approval of evidence that has changed since is refused", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@3`, to: "production", reason: "Better still." });
  const evidenceDigest = `sha256:${"0".repeat(64)}`;
  await expect(grace.promotions.approve(id, { evidenceDigest })).rejects.toMatchObject({ reason: "evidence_changed", details: { round: 1 } });
  expect((await ada.promotions.withdraw(id)).state).toBe("withdrawn");
});

test("a rollback returns to what was signed for before, at once", async () => {
  expect(await ada.promotions.rollback({ model, stage: "production", reason: "Too many alarms." })).toMatchObject({ state: "applied", kind: "rollback", version: 1 });
  expect((await ada.get(`${model}@production`)).number).toBe(1);
  await expect(ada.promotions.rollback({ model, stage: "production", reason: "x", to: 3 })).rejects.toMatchObject({ reason: "nothing_to_roll_back_to" });
});

test("models are listed page by page, and found by words and teams", async () => {
  await server.addTeam("vision");
  for (let at = 0; at < 105; at++) await createRegistry({ url: server.url, token: server.admin.token }).api.models.create.mutate({ model: `vision/net-${at}` });
  const all = [];
  for await (const each of createRegistry({ url: server.url, token: server.admin.token }).list()) all.push(each.reference);
  expect(new Set(all).size).toBe(106);
  const found = [];
  for await (const each of ada.list({ search: "fraud", team: "risk" })) found.push(each.reference);
  expect(found).toEqual([model]);
});
