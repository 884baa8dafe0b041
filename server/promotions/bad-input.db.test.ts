/** What is no good is refused with a sentence that helps, and nothing of it is kept. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TRPCError } from "@trpc/server";
import { auditEntries } from "../audit/tables.ts";
import { members } from "../teams/tables.ts";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { explain } from "../trpc.ts";
import { metadataExample } from "../versions/schema.ts";

let on: Promotions;
let model: string;

beforeAll(async () => {
  on = await openPromotions();
  await on.ada.api.checks.define({ name: "bias" });
});
afterAll(() => on.close());

beforeEach(async () => {
  model = await on.model();
});

/** What the caller reads when it is refused; the record must have no word of it. */
async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  const before = await on.db.$count(auditEntries, eq(auditEntries.outcome, "done"));
  const message = await act().then(
    () => "It was not refused.",
    (error: unknown) => explain(error as TRPCError).message,
  );
  const after = await on.db.$count(auditEntries, eq(auditEntries.outcome, "done"));
  return after === before ? message : `${message} But something was kept.`;
}

describe("a number that is none", () => {
  it.each([
    ["null", null, /metrics\.auc must be a finite number/],
    ["the word NaN", "NaN", /metrics\.auc must be a finite number/],
    ["1e999, which JSON reads as infinity", JSON.parse("1e999"), /holds a number that is not finite, or too large to be kept/],
    ["NaN itself", Number.NaN, /holds a number that is not finite, or too large to be kept/],
  ])("is refused as a metric: %s", async (_, auc: unknown, sentence) => {
    expect(await refusalOf(() => on.ann.api.versions.draft({ model, metadata: { ...metadataExample, metrics: { auc: auc as number } } }))).toMatch(sentence);
  });

  it.each([
    ["null", null, /checks\.0\.atLeast must be a finite number/],
    ["the word NaN", "NaN", /checks\.0\.atLeast must be a finite number/],
    ["infinity", Number.POSITIVE_INFINITY, /not finite, or too large to be kept/],
  ])("is refused as a bound of a policy: %s", async (_, atLeast: unknown, sentence) => {
    expect(await refusalOf(() => on.policy(model, { checks: [{ kind: "metric", metric: "auc", atLeast: atLeast as number }] }))).toMatch(sentence);
  });

  it("is refused in what a check reports", async () => {
    const pipeline = on.mia.withToken(["model:read", "check:report"], ["bias"]);
    const report = (numbers: Record<string, number>) => pipeline.checks.report({ reference: `${model}@1`, check: "bias", status: "passed", numbers });
    expect(await refusalOf(() => report({ gap: null as never }))).toMatch(/numbers\.gap must be a finite number/);
    expect(await refusalOf(() => report({ gap: Number.NaN }))).toMatch(/not finite/);
  });
});

describe("a policy", () => {
  it.each([
    ["a schedule that is none", { freezes: [{ cron: "every friday", hours: 1, timeZone: "UTC" }] }, /The schedule "every friday" must have five fields: minute, hour, day of the month, month, day of the week, such as "0 18 \* \* 5"/],
    ["a schedule of a day that never comes", { freezes: [{ cron: "0 0 31 2 *", hours: 1, timeZone: "UTC" }] }, /"0 0 31 2 \*" can't be read/],
    ["a schedule that is random", { windows: [{ cron: "H H * * *", hours: 1, timeZone: "UTC" }] }, /must not hold H, which stands for no fixed time/],
    ["a zone that there is not", { windows: [{ cron: "0 9 * * *", hours: 1, timeZone: "Berlin" }] }, /"Berlin" is no time zone; write one such as Europe\/Berlin or UTC/],
    ["hours below nothing", { windows: [{ cron: "0 9 * * *", hours: -1, timeZone: "UTC" }] }, /windows\.0\.hours must be more than 0/],
    ["a team that there is not", { groups: [{ from: { kind: "team", team: "moon" }, approvals: 1 }] }, /There is no team moon\./],
    ["a check that there is not", { checks: [{ kind: "external", name: "moon" }] }, /There is no check moon\. The checks are bias\. An administrator defines them\./],
    ["half an approval", { approvals: 1.5 }, /approvals must be a whole number/],
    ["fewer approvals than none", { approvals: -1 }, /approvals must not be negative/],
  ] as const)("with %s is refused", async (_, rules: unknown, sentence) => {
    expect(await refusalOf(() => on.policy(model, rules as never))).toMatch(sentence);
    expect(await on.ada.api.policies.versions({ stage: "production", scope: { kind: "model", model } })).toEqual([]);
  });

  it("of a stage that there is not, or without a word why, is refused", async () => {
    expect(await refusalOf(() => on.policy(model, {}, { stage: "moon" }))).toMatch(/There is no stage moon\. The stages are staging, production\./);
    const scope = { kind: "model" as const, model };
    expect(await refusalOf(() => on.ada.api.policies.save({ stage: "production", scope, mode: "enforce", rules: {}, note: " ", expected: 0 }))).toMatch(/note must say why/);
  });
});

describe("a request", () => {
  it.each([
    ["in the past", "2020-01-01T00:00:00Z", /2020-01-01T00:00:00Z is in the past: it is .+ here\. Leave the time out to apply it as soon as it is approved\./],
    ["in a thousand years", "3026-01-01T00:00:00Z", /3026-01-01T00:00:00Z is more than a year ahead\. Name an earlier time\./],
    ["no instant", "next week", /notBefore must be an instant such as 2026-05-03T10:00:00Z/],
  ])("for a time that is %s is refused", async (_, notBefore, sentence) => {
    expect(await refusalOf(() => on.request(on.ann, `${model}@1`, { notBefore }))).toMatch(sentence);
  });

  it("of a version, a stage or a model that there is not is refused", async () => {
    expect(await refusalOf(() => on.request(on.ann, `${model}@99`))).toMatch(/The version .+@99 does not exist, or you may not see it\./);
    expect(await refusalOf(() => on.request(on.ann, `${model}@1`, { stage: "moon" }))).toMatch(/There is no stage moon\. The stages are staging, production\./);
    expect(await refusalOf(() => on.ann.api.promotions.rollback({ model: "risk/moon", stage: "production", reason: "x" }))).toMatch(/does not exist, or you may not see it/);
  });

  it("to a stage that was retired is refused, and says when", async () => {
    await on.ada.api.stages.create({ name: "canary" });
    await on.ada.api.stages.retire({ name: "canary", reason: "unused" });
    expect(await refusalOf(() => on.request(on.ann, `${model}@1`, { stage: "canary" }))).toMatch(/The stage canary was retired at \d{4}-.+Z\. The stages are staging, production\./);
    expect(await refusalOf(() => on.policy(model, {}, { stage: "canary" }))).toMatch(/The stage canary was retired at/);
  });

  it("with a reason as long as a book is refused", async () => {
    expect(await refusalOf(() => on.ann.api.promotions.request({ reference: `${model}@1`, stage: "production", reason: "x".repeat(5001) }))).toMatch(/reason must have at most 5,000 characters/);
  });
});

describe("what is said", () => {
  it("is refused when it is too long, or nothing, or of what there is not; what was said before stays", async () => {
    const { id, evidenceDigest } = await on.request(on.ann, `${model}@1`);
    const said = await on.vic.api.reviews.comment({ id, body: "x".repeat(10_000) });
    const comment = said.threads[0]!.id;
    expect(await refusalOf(() => on.vic.api.reviews.comment({ id, body: "x".repeat(10_001) }))).toMatch(/body must have at most 10,000 characters/);
    expect(await refusalOf(() => on.vic.api.reviews.comment({ id, body: " \n " }))).toMatch(/body must say something/);
    expect(await refusalOf(() => on.vic.api.reviews.edit({ comment, body: "x".repeat(10_001) }))).toMatch(/body must have at most 10,000 characters/);
    expect(await refusalOf(() => on.vic.api.reviews.comment({ id, body: "nul \0" }))).toMatch(/text that can't be stored/);
    expect(await refusalOf(() => on.vic.api.reviews.comment({ id, body: "x", thread: id }))).toMatch(/That thread does not exist/);
    expect(await refusalOf(() => on.ria.api.reviews.review({ id, verdict: "request_changes", comment: " ", evidenceDigest }))).toMatch(/comment must say what has to change, or what you want to say/);
    expect(await refusalOf(() => on.ria.api.reviews.review({ id, verdict: "approve", comment: "x".repeat(10_001), evidenceDigest }))).toMatch(/comment must have at most 10,000 characters/);
    expect(await refusalOf(() => on.ria.api.reviews.review({ id, verdict: "approve", evidenceDigest: "latest" }))).toMatch(/evidenceDigest/);
    expect((await on.get(id)).threads.map(({ comments }) => comments.length)).toEqual([1]);
  });
});

describe("a reviewer who left", () => {
  it("can neither be asked nor sign any more, and what they said stays", async () => {
    const leaver = await on.person(`Left${model.replace(/\D/g, "")}`, "reviewer");
    const open = await on.request(on.ann, `${model}@1`);
    await leaver.api.reviews.review({ id: open.id, verdict: "comment", comment: "See you", evidenceDigest: open.evidenceDigest });
    await on.db.delete(members).where(eq(members.userId, leaver.id));
    expect(await refusalOf(() => on.ann.api.reviews.ask({ id: open.id, people: [leaver.actor.email] }))).toMatch(/can't review risk\/[a-z0-9-]+: reviewing needs the role reviewer or maintainer there\. Ask somebody else\./);
    expect(await refusalOf(() => on.approve(leaver, open))).toMatch(/The promotion .+ does not exist, or you may not see it\./);
    expect(await reasonOf(leaver.api.promotions.get({ id: open.id }))).toBe("not_found");
    expect((await on.get(open.id)).reviews).toMatchObject([{ comment: "See you" }]);
  });
});
