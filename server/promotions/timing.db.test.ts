import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { promotions } from "./tables.ts";
import { duePromotions } from "./tend.ts";

const hour = 60 * 60 * 1000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour);

/** A window that began an hour ago and lasts so many hours, as a clock of that zone shows it. */
function since(hours: number, timeZone = "UTC") {
  const begun = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", minute: "numeric", hourCycle: "h23" }).formatToParts(inHours(-1));
  const part = (type: string) => Number(begun.find((each) => each.type === type)?.value);
  return { cron: `${part("minute")} ${part("hour")} * * *`, hours, timeZone, reason: "" };
}

let on: Promotions;

beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const dueAt = async (id: string) => (await on.db.select({ at: promotions.dueAt }).from(promotions).where(eq(promotions.id, id)))[0]!.at;

describe("a wait", () => {
  it("holds up the applying, never the approving, and ends by itself", async () => {
    const model = await on.model();
    await on.policy(model, { waitHours: 24 });
    const open = await on.request(on.ann, `${model}@1`);
    const approved = await on.approve(on.ria, open);
    expect(approved).toMatchObject({ state: "approved", blockers: [{ kind: "wait_time", clear: "wait" }] });
    expect(approved.appliesAt).toBe(approved.blockers[0]!.until);
    expect((await dueAt(open.id))?.toISOString()).toBe(approved.appliesAt);
    await on.tend(open.id);
    expect(await on.live(model)).toBeNull();
    await on.pass(open.id, 24);
    expect(await duePromotions(on.db, new Date())).toContain(open.id);
    await on.tend(open.id);
    expect(await on.get(open.id)).toMatchObject({ state: "applied", blockers: [] });
    await on.tend(open.id);
    expect((await on.vic.api.pointers.moves({ model })).items).toMatchObject([{ to: 1, by: { name: "Ann" } }]);
  });

  it("begins anew with every round", async () => {
    const model = await on.model(2);
    await on.policy(model, { waitHours: 24, approvals: 1 });
    const open = await on.request(on.ann, `${model}@2`);
    await on.pass(open.id, 30);
    const { id } = await on.request(on.ann, `${model}@1`);
    await on.approve(on.ria, { id, evidenceDigest: (await on.get(id)).evidenceDigest });
    await on.pass(id, 24);
    await on.tend(id);
    expect(await on.live(model)).toBe(1);
    const now = await on.get(open.id);
    expect(now.round).toBe(2);
    expect((await on.approve(on.ria, now)).blockers).toMatchObject([{ kind: "wait_time" }]);
  });
});

describe("the requester's own time", () => {
  it("holds up the applying until it has come", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`, { notBefore: inHours(48).toISOString() });
    const approved = await on.approve(on.ria, open);
    expect(approved).toMatchObject({ state: "approved", blockers: [{ kind: "not_before" }], appliesAt: open.notBefore });
    await on.pass(open.id, 48);
    await on.tend(open.id);
    expect(await on.live(model)).toBe(1);
  });

  it("may be taken back by the requester alone, and then it goes at once", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`, { notBefore: inHours(48).toISOString() });
    await on.approve(on.ria, open);
    expect(await reasonOf(on.mia.api.promotions.describe({ id: open.id, notBefore: null }))).toBe("forbidden");
    expect(await on.ann.api.promotions.describe({ id: open.id, notBefore: null })).toMatchObject({ state: "applied" });
  });

  it("can't be in the past or more than a year ahead, and nothing is opened then", async () => {
    const model = await on.model();
    await expect(on.request(on.ann, `${model}@1`, { notBefore: "2020-01-01T00:00:00Z" })).rejects.toThrow(/2020-01-01T00:00:00Z is in the past: it is .* here\. Leave the time out/);
    await expect(on.request(on.ann, `${model}@1`, { notBefore: inHours(24 * 400).toISOString() })).rejects.toThrow(/more than a year ahead/);
    await expect(on.request(on.ann, `${model}@1`, { notBefore: "tomorrow" })).rejects.toThrow(/must be an instant such as/);
    expect((await on.ada.api.promotions.list({ model })).items).toEqual([]);
  });

  it("moved further ahead leaves enough time to be applied before it expires", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    const notBefore = inHours(24 * 20).toISOString();
    const moved = await on.ann.api.promotions.describe({ id: open.id, notBefore });
    expect(moved.expiresAt! > notBefore).toBe(true);
  });
});

describe("hours", () => {
  it.each(["UTC", "Europe/Berlin", "Asia/Kolkata"])("of a freeze, by the clock of %s, let nothing be applied", async (timeZone) => {
    const model = await on.model();
    const freeze = { ...since(3, timeZone), reason: "quarter's end" };
    await on.policy(model, { freezes: [freeze] });
    const approved = await on.approve(on.ria, await on.request(on.ann, `${model}@1`));
    expect(approved).toMatchObject({ state: "approved", blockers: [{ kind: "frozen", what: "production is frozen", why: "quarter's end" }] });
    const until = new Date(approved.blockers[0]!.until!).getTime();
    expect(Math.abs(until - inHours(2).getTime())).toBeLessThan(2 * 60_000);
    expect(approved.appliesAt).toBe(approved.blockers[0]!.until);
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: approved.id }))).toBe("promotion_blocked");
    await on.tend(approved.id);
    expect(await on.live(model)).toBeNull();
  });

  it("outside of a window let nothing be applied, and within it all", async () => {
    const model = await on.model();
    await on.policy(model, { windows: [since(0.5)] });
    const waiting = await on.approve(on.ria, await on.request(on.ann, `${model}@1`));
    expect(waiting).toMatchObject({ state: "approved", blockers: [{ kind: "outside_window", until: waiting.appliesAt }] });
    const other = await on.model();
    await on.policy(other, { windows: [since(0.5), since(3)] });
    expect((await on.promote(`${other}@1`)).state).toBe("applied");
  });

  it("of a freeze come before those of a window", async () => {
    const model = await on.model();
    await on.policy(model, { windows: [since(6)], freezes: [since(2)] });
    expect((await on.promote(`${model}@1`)).blockers.map(({ kind }) => kind)).toEqual(["frozen"]);
  });

  it("of a freeze that is declared after the approval hold up what was scheduled", async () => {
    const model = await on.model();
    await on.policy(model, { waitHours: 1 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.approve(on.ria, open);
    await on.policy(model, { waitHours: 1, freezes: [since(3)] });
    await on.pass(open.id, 1);
    await on.tend(open.id);
    expect(await on.get(open.id)).toMatchObject({ state: "approved", blockers: [{ kind: "frozen" }] });
    expect(await on.live(model)).toBeNull();
  });
});

describe("a request expires", () => {
  it("after 14 days, or what the policy says, and is closed by the registry", async () => {
    const model = await on.model(2);
    const open = await on.request(on.ann, `${model}@1`);
    expect(new Date(open.expiresAt!).getTime() - new Date(open.submittedAt!).getTime()).toBe(14 * 24 * hour);
    await on.policy(model, { expiresDays: 2 });
    const short = await on.request(on.ann, `${model}@2`);
    expect(new Date(short.expiresAt!).getTime() - new Date(short.submittedAt!).getTime()).toBe(2 * 24 * hour);
    await on.pass(short.id, 48);
    expect(await duePromotions(on.db, new Date())).toContain(short.id);
    await on.tend(short.id);
    expect(await on.get(short.id)).toMatchObject({ state: "expired", closing: null });
    expect((await on.get(short.id)).timeline.at(-1)).toMatchObject({ action: "promotion.expired", actor: { name: "Countersign" } });
    expect(await on.get(open.id)).toMatchObject({ state: "open" });
  });

  it("and can't be reviewed, applied or bypassed any more, whether it was closed already or not", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    await on.pass(open.id, 14 * 24);
    await expect(on.approve(on.ria, open)).rejects.toThrow(/This promotion expired at .*\. Request it anew\./);
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: open.id }))).toBe("promotion_closed");
    expect(await reasonOf(on.ada.api.promotions.bypass({ id: open.id, reason: "late" }))).toBe("promotion_closed");
    expect(await on.live(model)).toBeNull();
  });

  it("and nothing that is done to it on the way applies it: no dismissal, no resolved thread, no other time", async () => {
    const model = await on.model();
    await on.policy(model, { resolveThreads: true });
    const open = await on.request(on.ann, `${model}@1`, { notBefore: inHours(1).toISOString() });
    const [thread] = (await on.sam.api.reviews.comment({ id: open.id, body: "?" })).threads;
    const objected = await on.object(on.sam, open);
    await on.approve(on.ria, open);
    await on.pass(open.id, 15 * 24);
    await on.mia.api.reviews.dismiss({ id: open.id, review: objected.reviews[0]!.id, reason: "x" });
    await on.ann.api.reviews.resolve({ thread: thread!.id });
    expect(await reasonOf(on.ann.api.promotions.describe({ id: open.id, notBefore: null }))).toBe("promotion_closed");
    expect(await on.live(model)).toBeNull();
    await on.tend(open.id);
    expect((await on.get(open.id)).state).toBe("expired");
  });

  it("earlier when a later policy says so, and never later", async () => {
    const model = await on.model();
    await on.policy(model, { expiresDays: 10 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.pass(open.id, 3 * 24);
    await on.policy(model, {});
    await on.tendOpen();
    expect(new Date((await on.get(open.id)).expiresAt!).getTime()).toBe(new Date(open.expiresAt!).getTime() - 3 * 24 * hour);
    await on.policy(model, { expiresDays: 2 });
    await on.tendOpen();
    await on.tend(open.id);
    expect((await on.get(open.id)).state).toBe("expired");
  });

  it("may be requested anew", async () => {
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`);
    await on.pass(open.id, 14 * 24);
    await on.tend(open.id);
    expect((await on.promote(`${model}@1`)).state).toBe("applied");
  });
});

describe("a policy that wants somebody to apply it", () => {
  it("holds what is approved until somebody who may does, and every guard is asked again", async () => {
    const model = await on.model();
    await on.policy(model, { apply: "manual" });
    const open = await on.request(on.ann, `${model}@1`);
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: open.id }))).toBe("promotion_blocked");
    const approved = await on.approve(on.ria, open);
    expect(approved).toMatchObject({ state: "approved", blockers: [{ kind: "not_applied_yet" }], appliesAt: null });
    expect(await reasonOf(on.ria.api.promotions.applyNow({ id: open.id }))).toBe("forbidden");
    await on.object(on.sam, open);
    await expect(on.ann.api.promotions.applyNow({ id: open.id })).rejects.toThrow("It can't be applied yet: Sam asks for changes. Sam, or a maintainer of risk can clear the first.");
    await on.approve(on.sam, open);
    expect((await on.ann.api.promotions.applyNow({ id: open.id })).state).toBe("applied");
    expect(await on.live(model)).toBe(1);
  });
});
