/** What a token reaches over HTTP, as programs call it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRegistry, type CountersignError } from "../../sdk/index.ts";
import { makeFolder, sampleMetadata } from "../../sdk/testing.ts";
import { setMember } from "../teams/commands.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { createToken, revokeToken } from "./commands.ts";
import type { Scope } from "./schema.ts";

let server: TestRegistry;
let ann: TestPerson;
let ria: TestPerson;
let folder: Awaited<ReturnType<typeof makeFolder>>;
const inside = "risk/fraud-a";
const outside = "risk/churn";
const all: Scope[] = ["model:read", "model:create", "model:describe", "version:create", "alias:move", "promotion:request", "promotion:comment"];

beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ann = await server.addPerson("Ann", { risk: "maintainer" });
  ria = await server.addPerson("Ria", { risk: "reviewer" });
  folder = await makeFolder({ "model.bin": "weights" });
  const registry = createRegistry({ url: server.url, token: ann.token });
  for (const model of [inside, outside]) await registry.saveModel({ model, files: folder.path, metadata: sampleMetadata });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

const sdk = (token: string) => createRegistry({ url: server.url, token, cache: false });

describe("a token of narrow reach", () => {
  it("sees, resolves, pulls and registers what its patterns name", async () => {
    const registry = sdk(await server.addToken(ann, all, [], ["risk/fraud-*"]));
    const listed = [];
    for await (const { reference } of registry.list()) listed.push(reference);
    expect(listed).toEqual([inside]);
    expect((await registry.get(inside)).number).toBe(1);
    expect(await registry.saveModel({ model: inside, files: folder.path, metadata: sampleMetadata })).toMatchObject({ version: 2 });
    const to = await makeFolder();
    await registry.pull(inside, { to: to.path });
    await to.remove();
    expect((await registry.promotions.request({ reference: `${inside}@1`, to: "production", reason: "x" })).state).toBe("open");
  });

  it("finds nothing else, whatever it calls, and is told what it reaches", async () => {
    const token = await server.addToken(ann, all, [], ["risk/fraud-*"]);
    const registry = sdk(token);
    const { id: promotion } = await sdk(ann.token).api.promotions.request.mutate({ reference: `${outside}@1`, stage: "production", reason: "x" });
    const { draft } = await sdk(ann.token).api.versions.draft.mutate({ model: outside, metadata: sampleMetadata });
    const { api } = registry;
    const calls: Record<string, () => Promise<unknown>> = {
      get: () => api.models.get.query({ model: outside }),
      version: () => registry.get(outside),
      history: () => api.pointers.history.query({ model: outside }),
      pull: () => registry.pull(outside, { to: folder.path }),
      draft: () => api.versions.draft.mutate({ model: outside, metadata: sampleMetadata }),
      attach: () => api.versions.attach.mutate({ draft, files: [{ path: "a", size: 3, sha256: "0".repeat(64) }] }),
      upload: () => api.uploads.open.mutate({ draft, files: [{ path: "x", size: 1 }] }),
      alias: () => api.pointers.setAlias.mutate({ model: outside, alias: "champion", version: 1 }),
      request: () => api.promotions.request.mutate({ reference: `${outside}@1`, stage: "staging", reason: "x" }),
      promotion: () => api.promotions.get.query({ id: promotion }),
      comment: () => api.reviews.comment.mutate({ id: promotion, body: "x" }),
    };
    const told = await Promise.all(Object.entries(calls).map(async ([name, call]) => [name, await call().then(() => "was not refused", ({ reason, message }: CountersignError) => [reason, message.includes("This token reaches models that match risk/fraud-*")])]));
    expect(told).toEqual(Object.keys(calls).map((name) => [name, [name === "draft" ? "forbidden_by_token" : "not_found", true]]));
    const list = await api.promotions.list.query({ filter: "all" });
    expect(list.items.map(({ model }) => model)).not.toContain(outside);
    expect((await api.versions.list.query({ model: outside })).items).toEqual([]);
    expect((await api.search.find.query({ query: "churn" })).items).toEqual([]);
    const file = await fetch(`${server.url}/files/${outside}/1/model.bin`, { headers: { authorization: `Bearer ${token}` } });
    expect(file.status).toBe(404);
    const reference = await fetch(`${server.url}/api/references/${outside}`, { headers: { authorization: `Bearer ${token}` } });
    expect([reference.status, ((await reference.json()) as { error: { message: string } }).error.message]).toEqual([404, expect.stringContaining("This token reaches models that match risk/fraud-*.")]);
    const put = await fetch(`${server.url}/api/drafts/${draft}/files/a`, { method: "PUT", body: "abc", headers: { authorization: `Bearer ${token}` } });
    expect(put.status).toBe(404);
    await expect(api.models.create.mutate({ model: "risk/elsewhere" })).rejects.toMatchObject({ reason: expect.stringMatching(/not_found|forbidden_by_token/) });
  });

  it("hears no such sentence when it reaches everything", async () => {
    await expect(sdk(ann.token).get("risk/nothing")).rejects.toMatchObject({ message: expect.not.stringContaining("reaches models") });
  });
});

it("a token does no more than its owner may at that instant", async () => {
  const pat = await server.addPerson("Pat", { risk: "contributor" });
  const registry = sdk(pat.token);
  await registry.saveModel({ model: "risk/by-pat", files: folder.path, metadata: sampleMetadata });
  const set = (role: "viewer" | "contributor") => server.registry.db.transaction((tx) => setMember(tx, server.admin.actor, { team: "risk", email: pat.email, role }));
  await set("viewer");
  await expect(registry.api.versions.draft.mutate({ model: "risk/by-pat", metadata: sampleMetadata })).rejects.toMatchObject({ reason: "forbidden" });
  await set("contributor");
  expect(await registry.saveModel({ model: "risk/by-pat", files: folder.path, metadata: sampleMetadata })).toMatchObject({ version: 2 });
});

it("a token approves only when its scope says so", async () => {
  const { id, evidenceDigest } = await sdk(ann.token).api.promotions.request.mutate({ reference: `${inside}@2`, stage: "staging", reason: "x" });
  const reader = sdk(await server.addToken(ria, all));
  const approval = { id, verdict: "approve" as const, evidenceDigest };
  await expect(reader.api.reviews.review.mutate(approval)).rejects.toMatchObject({ reason: "forbidden_by_token", message: expect.stringContaining("promotion:review") });
  const signer = sdk(await server.addToken(ria, ["model:read", "promotion:review"]));
  expect((await signer.api.reviews.review.mutate(approval)).state).toBe("applied");
});

it("what is revoked is refused by the very next call, of any kind", async () => {
  const { db } = server.registry;
  const made = await db.transaction((tx) => createToken(tx, ann.actor, { name: "ci", scopes: all, models: ["*"], checks: [], expiresInDays: 1 }));
  const registry = sdk(made.secret);
  await registry.get(inside);
  await db.transaction((tx) => revokeToken(tx, ann.actor, made.id));
  await expect(registry.get(inside)).rejects.toMatchObject({ reason: "token_invalid", message: expect.stringContaining("was revoked at") });
  for (const path of [`/api/references/${inside}`, `/api/history/${inside}`]) {
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${made.secret}` } });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  }
  const unknown = await fetch(`${server.url}/api/references/${inside}`, { headers: { authorization: `Bearer cs_${"x".repeat(43)}` } });
  expect(((await unknown.json()) as { error: { message: string } }).error.message).toContain("not known here, or was revoked");
});
