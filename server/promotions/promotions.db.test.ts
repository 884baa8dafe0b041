import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { members } from "../teams/tables.ts";
import { reviews } from "../reviews/tables.ts";

let fixture: Fixture;
let author: Person;
let requester: Person;
let reviewer: Person;
let second: Person;
let viewer: Person;

beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  requester = await fixture.person("Rex", "maintainer");
  reviewer = await fixture.person("Ria", "reviewer");
  second = await fixture.person("Sam", "reviewer");
  viewer = await fixture.person("Vic", "viewer");
});
afterAll(() => fixture.close());

let models = 0;
/** A model with so many versions, all by the author. */
async function modelWith(count: number): Promise<string> {
  const model = `risk/model-${++models}`;
  for (let number = 1; number <= count; number++) await fixture.register(author, model, `weights ${number}`);
  return model;
}

async function request(by: Person, model: string, version: number, stage = "production") {
  return await by.api.promotions.request({ reference: `${model}@${version}`, stage, reason: "it is better" });
}

function approve(by: Person, promotion: { id: string; evidenceDigest: string }) {
  return by.api.reviews.review({ id: promotion.id, verdict: "approve", evidenceDigest: promotion.evidenceDigest });
}

async function liveVersion(model: string, stage = "production"): Promise<number | null> {
  const { stages } = await viewer.api.models.get({ model });
  return stages.find((each) => each.stage === stage)?.version ?? null;
}

describe("a promotion", () => {
  it("moves the stage when somebody else has approved it, and not before", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    expect(promotion.state).toBe("open");
    expect(promotion.blockers.map((blocker) => blocker.kind)).toEqual(["approvals_missing"]);
    expect(await liveVersion(model)).toBeNull();
    const applied = await approve(reviewer, promotion);
    expect(applied.state).toBe("applied");
    expect(applied.blockers).toEqual([]);
    expect(await liveVersion(model)).toBe(1);
    const { items } = await viewer.api.pointers.moves({ model });
    expect(items).toMatchObject([
      { pointer: "production", from: null, to: 1, kind: "promote", approvedBy: [{ name: "Ria" }], by: { name: "Ria" } },
    ]);
  });

  it("does not count the requester's own approval, and says why", async () => {
    const model = await modelWith(1);
    const promotion = await request(requester, model, 1);
    await expect(approve(requester, promotion)).rejects.toThrow(/You requested this promotion/);
    expect(await reasonOf(approve(requester, promotion))).toBe("self_approval");
    expect(await liveVersion(model)).toBeNull();
    const kept = await fixture.db.select().from(reviews).where(eq(reviews.promotionId, promotion.id));
    expect(kept).toEqual([]);
  });

  it("does not count the approval of the version's author, whoever requested it", async () => {
    const model = `risk/model-${++models}`;
    await fixture.register(requester, model);
    const promotion = await request(author, model, 1);
    await expect(approve(requester, promotion)).rejects.toThrow(/You are the author of this version/);
    expect(await liveVersion(model)).toBeNull();
  });

  it("refuses a viewer's and a contributor's approval, and names the permission they lack", async () => {
    const model = await modelWith(1);
    const promotion = await request(requester, model, 1);
    await expect(approve(viewer, promotion)).rejects.toThrow(/promotion:review.*reviewer or maintainer.*a viewer/);
    const contributor = await fixture.person("Carl", "contributor");
    expect(await reasonOf(approve(contributor, promotion))).toBe("forbidden");
  });

  it("can't be approved with a token whose scopes don't say so", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const reading = reviewer.withToken(["model:read"]);
    const { id, evidenceDigest } = promotion;
    expect(await reasonOf(reading.reviews.review({ id, verdict: "approve", evidenceDigest }))).toBe("forbidden_by_token");
    const reviewing = reviewer.withToken(["model:read", "promotion:review"]);
    expect((await reviewing.reviews.review({ id, verdict: "approve", evidenceDigest })).state).toBe("applied");
  });

  it("does not exist for people outside of the team", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const stranger = await fixture.person("Olga", "maintainer", "growth");
    expect(await reasonOf(stranger.api.promotions.get({ id: promotion.id }))).toBe("not_found");
    expect(await reasonOf(approve(stranger, promotion))).toBe("not_found");
    const { items } = await stranger.api.promotions.list({});
    expect(items).toEqual([]);
  });

  it("stays blocked by a request for changes until the same reviewer approves", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const { id, evidenceDigest } = promotion;
    await second.api.reviews.review({ id, verdict: "request_changes", comment: "No card", evidenceDigest });
    const approved = await approve(reviewer, promotion);
    expect(approved.state).toBe("open");
    expect(approved.blockers).toMatchObject([{ kind: "changes_requested", about: second.id }]);
    expect(await liveVersion(model)).toBeNull();
    expect((await approve(second, promotion)).state).toBe("applied");
    expect(await liveVersion(model)).toBe(1);
  });

  it("counts only the last verdict of a reviewer: an approval that was taken back does not count", async () => {
    const model = await modelWith(1);
    const { id, evidenceDigest } = await request(author, model, 1);
    await second.api.reviews.review({ id, verdict: "request_changes", comment: "wait", evidenceDigest });
    await reviewer.api.reviews.review({ id, verdict: "approve", evidenceDigest });
    await reviewer.api.reviews.review({ id, verdict: "request_changes", comment: "I was wrong", evidenceDigest });
    const after = await second.api.reviews.review({ id, verdict: "approve", evidenceDigest });
    expect(after.state).toBe("open");
    expect(after.blockers).toMatchObject([{ kind: "changes_requested", about: reviewer.id }]);
  });

  it("is decided by verdicts, however many comments there are", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const { id, evidenceDigest } = promotion;
    const comment = { promotionId: id, reviewerId: viewer.id, verdict: "comment" as const, comment: "x", round: 1, evidenceDigest };
    await fixture.db.insert(reviews).values(Array.from({ length: 1100 }, () => comment));
    expect((await approve(reviewer, promotion)).state).toBe("applied");
  });

  it("is not closed by a comment", async () => {
    const model = await modelWith(1);
    const { id, evidenceDigest } = await request(author, model, 1);
    const after = await author.api.reviews.review({ id, verdict: "comment", comment: "Hello", evidenceDigest });
    expect(after).toMatchObject({ state: "open", reviews: [{ verdict: "comment", comment: "Hello" }] });
  });

  it("is refused without a reason, for an unknown stage, for what is live already and twice for the same", async () => {
    const model = await modelWith(1);
    await expect(
      author.api.promotions.request({ reference: `${model}@1`, stage: "production", reason: " " }),
    ).rejects.toThrow(/must say why/);
    await expect(request(author, model, 1, "moon")).rejects.toThrow(/no stage moon. The stages are staging, production/);
    const promotion = await request(author, model, 1);
    expect(await reasonOf(request(requester, model, 1))).toBe("already_requested");
    await approve(reviewer, promotion);
    expect(await reasonOf(request(author, model, 1))).toBe("already_live");
  });

  it("can't be reviewed once it is closed", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    expect(await reasonOf(viewer.api.promotions.withdraw({ id: promotion.id }))).toBe("forbidden");
    expect((await author.api.promotions.withdraw({ id: promotion.id })).state).toBe("withdrawn");
    expect(await reasonOf(approve(reviewer, promotion))).toBe("promotion_closed");
    expect(await liveVersion(model)).toBeNull();
  });

  it("supersedes open requests of older versions, with a link", async () => {
    const model = await modelWith(2);
    const older = await request(author, model, 1);
    const newer = await request(author, model, 2);
    await approve(reviewer, newer);
    expect(await viewer.api.promotions.get({ id: older.id })).toMatchObject({ state: "superseded", supersededBy: newer.id });
  });

  it("loses its approvals when the stage moves under it: what was signed is not what would happen", async () => {
    const model = await modelWith(3);
    const late = await request(author, model, 3);
    await second.api.reviews.review({ id: late.id, verdict: "request_changes", comment: "wait", evidenceDigest: late.evidenceDigest });
    await approve(reviewer, late);
    await approve(reviewer, await request(author, model, 2));
    const now = await viewer.api.promotions.get({ id: late.id });
    expect(now).toMatchObject({ state: "open", round: 2, baseline: 2 });
    expect(now.evidenceDigest).not.toBe(late.evidenceDigest);
    expect(now.blockers.map((blocker) => blocker.kind).toSorted()).toEqual(["approvals_missing", "changes_requested"]);
    expect(await reasonOf(approve(second, late))).toBe("evidence_changed");
    expect((await approve(second, now)).state).toBe("applied");
    expect(await liveVersion(model)).toBe(3);
  });

  it("has one winner when two of a stage are approved at the same instant, and the other reads why", async () => {
    for (let round = 0; round < 10; round++) {
      const model = await modelWith(2);
      const one = await request(author, model, 1);
      const two = await request(author, model, 2);
      const outcomes = await Promise.allSettled([approve(reviewer, one), approve(second, two)]);
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(won).toHaveLength(1);
      const lost = outcomes.find((outcome) => outcome.status === "rejected")!;
      expect(["evidence_changed", "promotion_closed"]).toContain(await reasonOf(Promise.reject(lost.reason)));
      const { items } = await viewer.api.pointers.moves({ model });
      expect(items).toHaveLength(1);
      expect(items[0]!.to).toBe(await liveVersion(model));
    }
  });

  it("is approved once when two people approve it at the same instant", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const outcomes = await Promise.allSettled([approve(reviewer, promotion), approve(second, promotion)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const { items } = await viewer.api.pointers.moves({ model });
    expect(items).toHaveLength(1);
  });

  it("leaves its audit entries and nothing of a refused try", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    await reasonOf(approve(author, promotion));
    await approve(reviewer, promotion);
    const entries = await fixture.db
      .select({ action: auditEntries.action, actor: auditEntries.actorName })
      .from(auditEntries)
      .where(eq(auditEntries.target, promotion.id))
      .orderBy(auditEntries.seq);
    expect(entries).toEqual([
      { action: "promotion.requested", actor: "Ann" },
      { action: "promotion.submitted", actor: "Ann" },
      { action: "promotion.reviewed", actor: "Ria" },
      { action: "promotion.applied", actor: "Ria" },
    ]);
  });

  it("is no longer signed for by somebody who may not review any more", async () => {
    const model = await modelWith(1);
    const promotion = await request(author, model, 1);
    const { id, evidenceDigest } = promotion;
    const leaver = await fixture.person("Lea", "reviewer");
    await second.api.reviews.review({ id, verdict: "request_changes", comment: "wait", evidenceDigest });
    const signed = await approve(leaver, promotion);
    expect(signed.blockers.map((blocker) => blocker.kind)).toEqual(["changes_requested"]);
    await fixture.db.update(members).set({ role: "viewer" }).where(eq(members.userId, leaver.id));
    const left = await viewer.api.promotions.get({ id });
    expect(left.blockers.map((blocker) => blocker.kind)).toEqual(["changes_requested", "approvals_missing"]);
    expect(left.reviews.find((review) => review.reviewer.name === "Lea")!.current).toBe(false);
  });
});

describe("a rollback", () => {
  async function promoted(model: string, version: number) {
    return await approve(reviewer, await request(author, model, version));
  }

  it("returns to the last version that was signed for, as a new move, at once", async () => {
    const model = await modelWith(2);
    await promoted(model, 1);
    await promoted(model, 2);
    const back = await author.api.promotions.rollback({ model, stage: "production", reason: "v2 is slow" });
    expect(back).toMatchObject({ kind: "rollback", state: "applied", version: 1, baseline: 2 });
    expect(await liveVersion(model)).toBe(1);
    const { items } = await viewer.api.pointers.moves({ model });
    expect(items.map((move) => [move.kind, move.from, move.to, move.approvedBy.map((person) => person.name)])).toEqual([
      ["rollback", 2, 1, ["Ria"]],
      ["promote", 1, 2, ["Ria"]],
      ["promote", null, 1, ["Ria"]],
    ]);
    const offer = await viewer.api.promotions.rollbackTargets({ model, stage: "production" });
    expect(offer).toEqual({ suggested: null, versions: [], policy: "at_once" });
    const forth = author.api.promotions.rollback({ model, stage: "production", reason: "back to v2", to: 2 });
    expect(await reasonOf(forth)).toBe("nothing_to_roll_back_to");
  });

  it("goes back twice when done twice, never forth again", async () => {
    const model = await modelWith(3);
    for (const version of [1, 2, 3]) await promoted(model, version);
    await author.api.promotions.rollback({ model, stage: "production", reason: "v3 is bad" });
    await author.api.promotions.rollback({ model, stage: "production", reason: "v2 is bad too" });
    expect(await liveVersion(model)).toBe(1);
    expect(await reasonOf(author.api.promotions.rollback({ model, stage: "production", reason: "more" }))).toBe(
      "nothing_to_roll_back_to",
    );
  });

  it("is done once when two ask for it at once, having seen the same version live", async () => {
    const model = await modelWith(3);
    for (const version of [1, 2, 3]) await promoted(model, version);
    const input = { model, stage: "production", reason: "v3 is bad", from: 3 };
    const both = await Promise.allSettled([author.api.promotions.rollback(input), requester.api.promotions.rollback(input)]);
    expect(both.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await liveVersion(model)).toBe(2);
  });

  it("never brings a version into a stage that nobody signed for there", async () => {
    const model = await modelWith(2);
    await promoted(model, 2);
    const input = { model, stage: "production", reason: "try", to: 1 };
    await expect(author.api.promotions.rollback(input)).rejects.toThrow(/v1 is not a version that production .* could return to/);
    expect(await liveVersion(model)).toBe(2);
  });

  it("goes ahead of an open request for the same version", async () => {
    const model = await modelWith(2);
    await promoted(model, 1);
    await promoted(model, 2);
    const open = await request(author, model, 1);
    await author.api.promotions.rollback({ model, stage: "production", reason: "now" });
    expect(await viewer.api.promotions.get({ id: open.id })).toMatchObject({ state: "superseded" });
  });

  it("is refused to a reviewer and a viewer", async () => {
    const model = await modelWith(2);
    await promoted(model, 1);
    await promoted(model, 2);
    for (const person of [viewer, reviewer]) {
      expect(await reasonOf(person.api.promotions.rollback({ model, stage: "production", reason: "x" }))).toBe("forbidden");
    }
    expect(await liveVersion(model)).toBe(2);
  });
});

describe("the reviews that wait", () => {
  it("are listed and counted for those who can sign, and not for the requester or the author", async () => {
    const model = await modelWith(1);
    const promotion = await request(requester, model, 1);
    const waitingFor = async (person: Person) =>
      (await person.api.promotions.list({ filter: "waiting_for_me", limit: 100 })).items.some(({ id }) => id === promotion.id);
    expect(await waitingFor(reviewer)).toBe(true);
    expect(await waitingFor(requester)).toBe(false);
    expect(await waitingFor(author)).toBe(false);
    expect(await waitingFor(viewer)).toBe(false);
    expect((await viewer.api.promotions.waiting()).count).toBe(0);
    const before = (await reviewer.api.promotions.waiting()).count;
    await approve(reviewer, promotion);
    expect((await reviewer.api.promotions.waiting()).count).toBe(before - 1);
  });
});
