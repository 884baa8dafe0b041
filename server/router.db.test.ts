import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { auditEntries } from "./audit/tables.ts";
import { appRouter, type createCaller } from "./router.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "./testing/fixture.ts";
import { metadataExample } from "./versions/schema.ts";

interface Definition {
  type: "query" | "mutation";
  meta?: { permission?: string };
  output?: unknown;
}

const procedures = Object.entries(appRouter["_def"].procedures as unknown as Record<string, { _def: Definition }>);
const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation").map(([name]) => name);
/** Open to everybody who is signed in, or to the first visitor. */
const ownAffairs = ["identity.setUp", "identity.signOut", "identity.confirmPassword", "tokens.create", "tokens.rotate", "tokens.revoke"];
/** Whoever may see a promotion may say something about it: that decides nothing. */
const conversation = ["reviews.comment"];

let fixture: Fixture;
let viewer: Person;
let inputs: Record<string, object>;

beforeAll(async () => {
  fixture = await openFixture();
  const author = await fixture.person("Ann", "contributor");
  const reviewer = await fixture.person("Ria", "reviewer");
  viewer = await fixture.person("Vic", "viewer");
  const admin = await fixture.person("Ada", "admin");
  const model = "risk/guarded";
  for (const content of ["one", "two", "three"]) await fixture.register(author, model, content);
  for (const version of [1, 2]) {
    const { id, evidenceDigest } = await author.api.promotions.request({ reference: `${model}@${version}`, stage: "production", reason: "x" });
    await reviewer.api.reviews.review({ id, verdict: "approve", evidenceDigest });
  }
  const open = await author.api.promotions.request({ reference: `${model}@3`, stage: "production", reason: "x" });
  await author.api.pointers.setAlias({ model, alias: "champion", version: 1 });
  const { draft } = await author.api.versions.draft({ model, metadata: metadataExample });
  const files = [{ path: "a", size: 3, sha256: "0".repeat(64) }];
  const drafted = await author.api.promotions.request({ reference: `${model}@1`, stage: "staging", reason: "x", draft: true });
  const reviewed = await reviewer.api.reviews.review({ id: open.id, verdict: "request_changes", comment: "x", evidenceDigest: open.evidenceDigest });
  const discussed = await author.api.reviews.comment({ id: open.id, body: "x" });
  const thread = discussed.threads[0]!.id;
  await admin.api.checks.define({ name: "bias" });
  const { id: machine } = await admin.api.serviceAccounts.create({ team: "risk", name: "nightly" });
  const given = await admin.api.grants.set({ model, to: { kind: "team", team: "risk" }, role: "viewer" });
  const { actor: { email } } = reviewer;
  const account = { name: "New", email: "new@example.com", password: "long enough pw" };
  inputs = {
    "audit.setRetention": { keepMonths: 12 },
    "identity.createUser": account,
    "teams.create": { slug: "new", name: "New" },
    "teams.setMember": { team: "risk", email: "vic@example.com", role: "maintainer" },
    "teams.removeMember": { team: "risk", userId: author.id },
    "teams.rename": { team: "risk", name: "Risk" },
    "serviceAccounts.create": { team: "risk", name: "trainer" },
    "serviceAccounts.describe": { account: machine, description: "x", role: "viewer" },
    "serviceAccounts.retire": { account: machine, reason: "x" },
    "models.create": { model: "risk/new" },
    "models.describe": { model, description: "changed" },
    "grants.set": { model, to: { kind: "user", email: "vic@example.com" }, role: "contributor" },
    "grants.remove": { model, grant: given.id },
    "grants.setVisibility": { model, visibility: "internal" },
    "versions.draft": { model, metadata: metadataExample },
    "versions.attach": { draft, files },
    "versions.finalize": { draft, files: 1 },
    "deletions.deleteVersion": { reference: `${model}@1`, reason: "x" },
    "deletions.restoreVersion": { model, version: 1 },
    "deletions.discardDraft": { draft },
    "deletions.restoreDraft": { draft },
    "drafts.describe": { draft, metadata: {} },
    "drafts.removeFile": { draft, path: "model.bin" },
    "storage.change": { restoreDays: 1, draftDays: 1, graceHours: 1, quotaBytes: null },
    "storage.setQuota": { team: "risk", quotaBytes: null },
    "storage.collect": { dryRun: true },
    "uploads.open": { draft, files: [{ path: "x", size: 1 }] },
    "uploads.cancel": { draft },
    "pointers.setAlias": { model, alias: "champion", version: 2 },
    "pointers.removeAlias": { model, alias: "champion" },
    "promotions.request": { reference: `${model}@1`, stage: "staging", reason: "x" },
    "reviews.review": { id: open.id, verdict: "approve", evidenceDigest: open.evidenceDigest },
    "reviews.dismiss": { id: open.id, review: reviewed.reviews[0]!.id, reason: "x" },
    "reviews.ask": { id: open.id, people: [email] },
    "reviews.comment": { id: open.id, body: "x" },
    "reviews.edit": { comment: thread, body: "y" },
    "reviews.resolve": { thread },
    "promotions.requestRemoval": { model, stage: "production", reason: "x" },
    "promotions.submit": { id: drafted.id },
    "promotions.describe": { id: open.id, reason: "y" },
    "promotions.reject": { id: open.id, reason: "x" },
    "promotions.applyNow": { id: open.id },
    "promotions.bypass": { id: open.id, reason: "x" },
    "promotions.withdraw": { id: open.id },
    "policies.save": { stage: "production", scope: { kind: "team", team: "risk" }, mode: "enforce", rules: {}, note: "x", expected: 0 },
    "checks.define": { name: "load" },
    "checks.describe": { name: "bias", description: "x" },
    "checks.retire": { name: "bias" },
    "checks.report": { reference: `${model}@3`, check: "bias", status: "passed" },
    "stages.create": { name: "edge" },
    "stages.change": { name: "staging", description: "x" },
    "stages.reorder": { names: ["production", "staging"] },
    "stages.retire": { name: "staging", reason: "x" },
    "versions.archive": { reference: `${model}@1`, reason: "x" },
    "versions.unarchive": { reference: `${model}@1` },
    "promotions.rollback": { model, stage: "production", reason: "x" },
  };
});
afterAll(() => fixture.close());

function call(caller: ReturnType<typeof createCaller>, name: string): Promise<unknown> {
  const [feature = "", verb = ""] = name.split(".");
  const procedure = (caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[feature]![verb]!;
  return procedure(inputs[name]);
}

it("every procedure names its permission and declares its output", () => {
  const bare = procedures.filter(([, { _def }]) => !_def.meta?.permission || !_def.output).map(([name]) => name);
  expect(bare).toEqual([]);
});

const done = () => fixture.db.$count(auditEntries, eq(auditEntries.outcome, "done"));
const refused = () => fixture.db.$count(auditEntries, eq(auditEntries.outcome, "refused"));

const guarded = mutations.filter((name) => !ownAffairs.includes(name) && !conversation.includes(name));

describe("a write", () => {
  it("is in this table, or is one's own affair", () => {
    expect(mutations.filter((name) => !ownAffairs.includes(name)).toSorted()).toEqual(Object.keys(inputs).toSorted());
  });

  it.each(guarded)("%s is refused to a viewer and to nobody, changes nothing, and is on record", async (name) => {
    const [before, told] = [await done(), await refused()];
    expect(["forbidden", "not_found"]).toContain(await reasonOf(call(viewer.api, name)));
    expect(await reasonOf(call(fixture.anybody, name))).toBe("not_signed_in");
    const reading = viewer.withToken(["model:read"]);
    expect(await reasonOf(call(reading, name))).toBe("forbidden_by_token");
    expect(await done()).toBe(before);
    // Who has shown nothing is nobody that could be named.
    expect(await refused()).toBe(told + 2);
  });

  it.each(conversation)("%s is refused to nobody and to a token that may only read, and leaves no trace", async (name) => {
    const before = await done();
    expect(await reasonOf(call(fixture.anybody, name))).toBe("not_signed_in");
    expect(await reasonOf(call(viewer.withToken(["model:read"]), name))).toBe("forbidden_by_token");
    expect(await done()).toBe(before);
    await call(viewer.api, name);
    expect(await done()).toBe(before + 1);
  });
});
