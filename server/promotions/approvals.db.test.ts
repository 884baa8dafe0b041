import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspections } from "../inspect/tables.ts";
import { reviews } from "../reviews/tables.ts";
import { members, teams } from "../teams/tables.ts";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { versionFiles } from "../versions/tables.ts";
import { tendVersion } from "./tend.ts";

let on: Promotions;
let tess: Person;

beforeAll(async () => {
  on = await openPromotions();
  // Of the team `safety`, and a reviewer of `risk` besides.
  tess = await on.person("Tess", "contributor", "safety");
  const [risk] = await on.db.select({ id: teams.id }).from(teams).where(eq(teams.slug, "risk"));
  await on.db.insert(members).values({ teamId: risk!.id, userId: tess.id, role: "reviewer" });
});
afterAll(() => on.close());

describe("the number of approvals", () => {
  it("is what the policy says, each of another person", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    expect((await on.approve(on.ria, open)).blockers).toMatchObject([{ kind: "approvals_missing", what: "One approval is missing" }]);
    expect((await on.approve(on.ria, open)).state).toBe("open");
    expect((await on.approve(on.sam, open)).state).toBe("applied");
  });

  it("includes those from a group, without which no number suffices; one person counts in every group they are in, and once among all", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2, groups: [{ from: { kind: "team", team: "safety" }, approvals: 1 }, { from: { kind: "role", role: "reviewer" }, approvals: 1 }] });
    const open = await on.request(on.ann, `${model}@1`);
    await on.approve(on.ria, open);
    await on.approve(on.sam, open);
    expect(await on.obstacles(open.id)).toEqual(["group_approvals_missing"]);
    expect((await on.approve(tess, open)).state).toBe("applied");
    const second = await on.request(on.ann, await on.version(model));
    expect((await on.approve(tess, second)).blockers).toMatchObject([{ kind: "approvals_missing" }]);
  });
});

describe("an approval lapses", () => {
  it("when a check that the policy names is reported: the results are evidence, and the round says why", async () => {
    const model = await on.model();
    await on.ada.api.checks.define({ name: "bias" });
    await on.policy(model, { checks: [{ kind: "external", name: "bias" }] });
    const open = await on.request(on.ann, `${model}@1`);
    expect((await on.approve(on.ria, open)).blockers).toMatchObject([{ kind: "check_missing" }]);
    await on.mia.withToken(["model:read", "check:report"], ["bias"]).checks.report({ reference: `${model}@1`, check: "bias", status: "passed" });
    const now = await on.get(open.id);
    expect(now).toMatchObject({ state: "open", round: 2, roundBecause: "the results of the checks changed", blockers: [{ kind: "approvals_missing" }], reviews: [{ current: false, lapsed: "evidence" }] });
    expect(await reasonOf(on.approve(on.ria, open))).toBe("evidence_changed");
    expect((await on.approve(on.ria, now)).state).toBe("applied");
  });

  it("when something else is found in the files", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    await scan(open.candidate.id, "data");
    await on.policy(model, { approvals: 2 });
    const signed = await on.approve(on.ria, await on.get(open.id));
    await scan(open.candidate.id, "runs_code");
    const now = await on.get(open.id);
    expect(now).toMatchObject({ round: signed.round + 1, roundBecause: "other things were found in the files", reviews: [{ lapsed: "evidence" }] });
  });

  it("when another version goes live", async () => {
    const model = await on.model(3);
    await on.policy(model, { approvals: 2 }, { stage: "staging" });
    const open = await on.request(on.ann, `${model}@3`, { stage: "staging" });
    await on.approve(on.ria, open);
    const other = await on.request(on.ann, `${model}@2`, { stage: "staging" });
    await on.approve(on.ria, other);
    await on.approve(on.sam, other);
    expect(await on.get(open.id)).toMatchObject({ round: 2, baseline: 2, roundBecause: "staging names v2 now", reviews: [{ lapsed: "evidence" }] });
  });

  it("after so many days, and a new one of the same person counts again", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2, approvalsLastDays: 3 });
    const { id, evidenceDigest } = await on.request(on.ann, `${model}@1`);
    const old = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);
    await on.db.insert(reviews).values({ promotionId: id, reviewerId: on.ria.id, verdict: "approve", comment: "", round: 1, evidenceDigest, createdAt: old });
    expect((await on.get(id)).reviews).toMatchObject([{ current: false, lapsed: "lapsed" }]);
    expect((await on.approve(on.sam, { id, evidenceDigest })).blockers).toMatchObject([{ kind: "approvals_missing" }]);
    expect((await on.approve(on.ria, { id, evidenceDigest })).state).toBe("applied");
  });

  it("when its reviewer has left, while an objection of theirs outlives them until a maintainer dismisses it", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    const leaver = await on.person("Lea", "reviewer");
    const objector = await on.person("Otto", "reviewer");
    await on.approve(leaver, open);
    await on.object(objector, open);
    for (const { id } of [leaver, objector]) await on.db.delete(members).where(eq(members.userId, id));
    const left = await on.approve(on.ria, open);
    expect(left.blockers).toMatchObject([{ kind: "changes_requested", about: objector.id }, { kind: "approvals_missing", what: "One approval is missing" }]);
    expect(left.reviews.find(({ reviewer }) => reviewer.id === leaver.id)).toMatchObject({ lapsed: "not_entitled" });
    const review = left.reviews.find(({ verdict }) => verdict === "request_changes")!.id;
    await on.mia.api.reviews.dismiss({ id: open.id, review, reason: "Otto has left" });
    expect((await on.approve(on.sam, open)).state).toBe("applied");
  });
});

/** What the registry finds in a version's files when it looks into them. */
async function scan(versionId: string, safety: string): Promise<void> {
  const files = await on.db.select({ sha256: versionFiles.sha256 }).from(versionFiles).where(eq(versionFiles.versionId, versionId));
  for (const { sha256 } of files) {
    const row = { sha256, edition: 1, summary: { safety } as never, detail: {} as never };
    await on.db.insert(inspections).values(row).onConflictDoUpdate({ target: inspections.sha256, set: row });
  }
  await on.db.transaction((tx) => tendVersion(tx, on.ada.actor, versionId));
}

it("verdicts count in the order in which they were given, also where an instance's clock is ahead of another's", async () => {
  const model = await on.model();
  await on.policy(model, { approvals: 2 });
  const { id, evidenceDigest } = await on.request(on.ann, `${model}@1`);
  const ahead = new Date(Date.now() + 60_000);
  await on.db.insert(reviews).values({ promotionId: id, reviewerId: on.ria.id, verdict: "approve", comment: "", round: 1, evidenceDigest, createdAt: ahead });
  const objected = await on.object(on.ria, { id, evidenceDigest }, "I was wrong");
  expect(objected.blockers).toMatchObject([{ kind: "changes_requested", about: on.ria.id }, { what: "2 approvals are missing" }]);
});

describe("a dismissal", () => {
  it("needs a reason and a maintainer, is told, and happens once", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    const objected = await on.object(on.sam, open);
    const review = objected.reviews[0]!.id;
    await expect(on.mia.api.reviews.dismiss({ id: open.id, review, reason: " " })).rejects.toThrow(/must say why/);
    expect(await reasonOf(on.ria.api.reviews.dismiss({ id: open.id, review, reason: "x" }))).toBe("forbidden");
    const dismissed = await on.mia.api.reviews.dismiss({ id: open.id, review, reason: "answered in the meeting" });
    expect(dismissed.reviews[0]).toMatchObject({ current: false, lapsed: "dismissed", dismissal: { by: { name: "Mia" }, reason: "answered in the meeting" } });
    expect(dismissed.timeline.at(-1)).toMatchObject({ action: "promotion.review_dismissed", actor: { name: "Mia" } });
    expect(await reasonOf(on.mia.api.reviews.dismiss({ id: open.id, review, reason: "again" }))).toBe("already_exists");
  });

  it("of a last verdict brings back no approval before it", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.approve(on.ria, open);
    const objected = await on.object(on.ria, open);
    const dismissed = await on.mia.api.reviews.dismiss({ id: open.id, review: objected.reviews[1]!.id, reason: "x" });
    expect(dismissed.blockers).toMatchObject([{ kind: "approvals_missing", what: "2 approvals are missing" }]);
  });

  it("that clears the last blocker applies the promotion", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    const objected = await on.object(on.sam, open);
    await on.approve(on.ria, open);
    expect((await on.mia.api.reviews.dismiss({ id: open.id, review: objected.reviews[0]!.id, reason: "x" })).state).toBe("applied");
  });
});

describe("asking for reviews", () => {
  it("names people and teams, and asking again reminds them", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const { id } = await on.request(on.ann, `${model}@1`);
    const first = await on.ann.api.reviews.ask({ id, people: ["RIA@example.com"], teams: ["safety"] });
    expect(first.asked).toMatchObject([{ person: { name: "Ria" }, answered: false, by: { name: "Ann" } }, { team: "safety", answered: false }]);
    const again = await on.mia.api.reviews.ask({ id, people: ["ria@example.com"] });
    expect(again.asked).toHaveLength(2);
    const ofRia = again.asked.find(({ person }) => person?.name === "Ria")!;
    expect(ofRia.by.name).toBe("Mia");
    expect(ofRia.at >= first.asked[0]!.at).toBe(true);
    const answered = await on.approve(on.ria, again);
    expect(answered.asked.find(({ person }) => person?.name === "Ria")).toMatchObject({ answered: true });
    expect((await on.approve(tess, again)).asked.every((asked) => asked.answered)).toBe(true);
  });

  it("is refused for who can't sign, by name, and to who has no part in it", async () => {
    const model = await on.model();
    const { id } = await on.request(on.rex, `${model}@1`);
    await expect(on.rex.api.reviews.ask({ id, people: ["vic@example.com"] })).rejects.toThrow(`vic@example.com can't review ${model}: reviewing needs the role reviewer or maintainer there. Ask somebody else.`);
    await expect(on.rex.api.reviews.ask({ id, people: ["rex@example.com"] })).rejects.toThrow(/Rex requested this promotion or made the version, and can't sign for it/);
    await expect(on.rex.api.reviews.ask({ id, teams: ["moon"] })).rejects.toThrow("There is no team moon.");
    expect(await reasonOf(on.vic.api.reviews.ask({ id, people: ["ria@example.com"] }))).toBe("forbidden");
  });
});

describe("the conversation", () => {
  it("has to be resolved where the policy says so, and the last thread that is resolved applies the promotion", async () => {
    const model = await on.model();
    await on.policy(model, { resolveThreads: true });
    const open = await on.request(on.ann, `${model}@1`);
    const [thread] = (await on.vic.api.reviews.comment({ id: open.id, body: "Why is the recall lower?", about: "metrics.recall" })).threads;
    await on.ann.api.reviews.comment({ id: open.id, body: "The data are harder.", thread: thread!.id });
    expect((await on.approve(on.ria, open)).blockers).toMatchObject([{ kind: "threads_unresolved", what: "One thread is not resolved" }]);
    const resolved = await on.vic.api.reviews.resolve({ thread: thread!.id });
    expect(resolved).toMatchObject({ state: "applied", threads: [{ about: "metrics.recall", resolved: { by: { name: "Vic" } }, comments: [{ body: "Why is the recall lower?" }, { body: "The data are harder." }] }] });
  });

  it("that begins again stands in the way again", async () => {
    const model = await on.model();
    await on.policy(model, { resolveThreads: true, apply: "manual" });
    const open = await on.request(on.ann, `${model}@1`);
    const [thread] = (await on.sam.api.reviews.comment({ id: open.id, body: "?" })).threads;
    await on.ann.api.reviews.resolve({ thread: thread!.id });
    expect((await on.approve(on.ria, open)).state).toBe("approved");
    expect(await on.ann.api.reviews.resolve({ thread: thread!.id, resolved: false })).toMatchObject({ state: "open", blockers: [{ kind: "threads_unresolved" }, { kind: "not_applied_yet" }] });
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: open.id }))).toBe("promotion_blocked");
  });

  it("keeps what a comment said before it was edited, and who is mentioned of those who may see it", async () => {
    const model = await on.model();
    await on.person("Olga", "maintainer", "growth");
    const { id } = await on.request(on.ann, `${model}@1`);
    const said = await on.vic.api.reviews.comment({ id, body: "@ria@example.com @olga@example.com look" });
    const [comment] = said.threads[0]!.comments;
    expect(comment!.mentions.map(({ name }) => name)).toEqual(["Ria"]);
    expect(await reasonOf(on.mia.api.reviews.edit({ comment: comment!.id, body: "hush" }))).toBe("forbidden");
    const edited = await on.vic.api.reviews.edit({ comment: comment!.id, body: "@sam@example.com look" });
    expect(edited.threads[0]!.comments[0]).toMatchObject({ body: "@sam@example.com look", mentions: [{ name: "Sam" }], edits: [{ body: "@ria@example.com @olga@example.com look" }] });
  });
});

it("verdicts never change in the database, whoever writes the statement", async () => {
  const model = await on.model();
  const open = await on.request(on.ann, `${model}@1`);
  await on.object(on.sam, open);
  const refused = { cause: { message: expect.stringMatching(/is refused: what is written there never changes/) } };
  const ofSam = and(eq(reviews.promotionId, open.id), eq(reviews.reviewerId, on.sam.id));
  await expect(on.db.update(reviews).set({ verdict: "approve" }).where(ofSam)).rejects.toMatchObject(refused);
  await expect(on.db.delete(reviews).where(ofSam)).rejects.toMatchObject(refused);
});
