import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { checkReports } from "./tables.ts";

let on: Promotions;

beforeAll(async () => {
  on = await openPromotions();
  await on.ada.api.checks.define({ name: "bias", description: "How unlike groups are treated" });
  await on.ada.api.checks.define({ name: "load" });
});
afterAll(() => on.close());

/** Mia's pipeline, which may report one check. */
const pipeline = (check = "bias") => on.mia.withToken(["model:read", "check:report"], [check]).checks;
const statuses = async (id: string) => (await on.get(id)).checks.map(({ id: check, status }) => `${check} ${status}`);

describe("the checks of a policy", () => {
  it("each say how the version stands to them, and stand in the way while they do not pass", async () => {
    const model = await on.model();
    await on.policy(model, {
      checks: [
        { kind: "metric", metric: "auc", atLeast: 0.95 },
        { kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0 },
        { kind: "lineage" },
        { kind: "files_verified" },
        { kind: "external", name: "bias" },
        { kind: "soak", stage: "staging", hours: 1 },
      ],
    });
    const traced = { datasets: [{ name: "d", role: "training", digest: `sha256:${"a".repeat(64)}` }], code: { repository: "r", commit: "c" }, environment: { python: "3" } };
    const open = await on.request(on.ann, await on.version(model, { metrics: { auc: 0.93 }, ...traced }));
    expect(await statuses(open.id)).toEqual(["metric:auc failed", "live:auc:higher passed", "lineage passed", "files_verified pending", "external:bias missing", "soak:staging missing"]);
    const approved = await on.approve(on.ria, open);
    expect(approved.state).toBe("open");
    expect(approved.blockers.map(({ kind, about }) => `${kind} ${about}`)).toEqual(["check_failed metric:auc", "check_pending files_verified", "check_missing external:bias", "check_missing soak:staging"]);
    expect(approved.blockers.every(({ what, why, who }) => what !== "" && why !== "" && who !== "")).toBe(true);
  });

  it("compare with what is live when the request is judged", async () => {
    const model = await on.model();
    await on.policy(model, { checks: [{ kind: "metric_vs_live", metric: "auc", better: "higher", tolerance: 0.01 }] });
    await on.promote(`${model}@1`);
    const worse = await on.request(on.ann, await on.version(model, { metrics: { auc: 0.91 } }));
    expect((await on.approve(on.ria, worse)).blockers).toMatchObject([{ kind: "check_failed", why: "auc is 0.91, and 0.93 in v1, which is live (−0.02)." }]);
    const edge = await on.request(on.ann, await on.version(model, { metrics: { auc: 0.92 } }));
    expect((await on.approve(on.ria, edge)).state).toBe("applied");
  });

  it("want a stay in an earlier stage to have lasted, and look again when it has", async () => {
    const model = await on.model();
    await on.policy(model, { checks: [{ kind: "soak", stage: "staging", hours: 1 }] });
    await on.promote(`${model}@1`, "staging");
    const open = await on.approve(on.ria, await on.request(on.ann, `${model}@1`));
    expect(open.blockers).toMatchObject([{ kind: "check_pending", clear: "wait" }]);
    const until = new Date(open.blockers[0]!.until!).getTime();
    expect(Math.abs(until - Date.now() - 60 * 60_000)).toBeLessThan(60_000);
  });
});

describe("a report", () => {
  it("counts only with a token that is pinned to the check", async () => {
    const model = await on.model();
    const report = { reference: `${model}@1`, check: "bias", status: "passed" as const };
    await expect(on.mia.api.checks.report(report)).rejects.toThrow("This is a person's sign-in, and bias is reported only with a token that is pinned to it. A maintainer creates one for a service account of the team, or under Settings, Tokens.");
    await expect(pipeline("load").report(report)).rejects.toThrow("This token may report load, and bias is reported only");
    await expect(on.mia.withToken(["model:read", "check:report"]).checks.report(report)).rejects.toThrow("This token may report no check");
    expect(await reasonOf(on.mia.withToken(["model:read"], ["bias"]).checks.report(report))).toBe("forbidden_by_token");
    expect(await reasonOf(on.ria.withToken(["model:read", "check:report"], ["bias"]).checks.report(report))).toBe("forbidden");
    expect(await on.db.$count(checkReports, eq(checkReports.versionId, (await on.ada.api.versions.get({ reference: `${model}@1` })).id))).toBe(0);
    expect(await pipeline().report(report)).toEqual({ reference: `${model}@1`, check: "bias", status: "passed", counts: true });
  });

  it("of the version's own author does not count, whatever their token may", async () => {
    const model = `risk/own`;
    await on.register(on.mia, model);
    await expect(pipeline().report({ reference: `${model}@1`, check: "bias", status: "passed" })).rejects.toThrow("This token belongs to the author of the version, whose own word does not count.");
  });

  it("that is repeated or late changes nothing, and the end of a run is told once", async () => {
    const model = await on.model();
    await on.policy(model, { checks: [{ kind: "external", name: "bias" }] });
    const open = await on.request(on.ann, `${model}@1`);
    const send = (status: "queued" | "running" | "passed" | "failed", run = "7") => pipeline().report({ reference: `${model}@1`, check: "bias", status, run });
    const counts = [];
    for (const status of ["queued", "running", "queued", "running", "failed", "failed", "passed", "running"] as const) counts.push((await send(status)).counts);
    expect(counts).toEqual([true, true, false, false, true, false, false, false]);
    expect(await statuses(open.id)).toEqual(["external:bias failed"]);
    const failed = await on.get(open.id);
    await send("running", "8");
    expect(await statuses(open.id)).toEqual(["external:bias pending"]);
    await send("passed", "8");
    expect(await statuses(open.id)).toEqual(["external:bias passed"]);
    expect((await on.get(open.id)).round).toBeGreaterThan(failed.round);
  });

  it("that clears the last blocker applies the promotion in the same breath", async () => {
    const model = await on.model();
    await on.policy({ kind: "model", model }, { checks: [{ kind: "external", name: "load" }], approvals: 1 });
    await pipeline("load").report({ reference: `${model}@1`, check: "load", status: "failed" });
    const open = await on.request(on.ann, `${model}@1`);
    await pipeline("load").report({ reference: `${model}@1`, check: "load", status: "passed" });
    // What was reported is evidence: the approval has to be of it.
    expect(await on.live(model)).toBeNull();
    expect((await on.approve(on.ria, await on.get(open.id))).state).toBe("applied");
  });

  it("of a check that a later policy demands is evidence as well: approvals from before it do not count", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.approve(on.ria, open);
    await on.policy(model, { approvals: 2, checks: [{ kind: "external", name: "bias" }] });
    await pipeline().report({ reference: `${model}@1`, check: "bias", status: "failed" });
    await pipeline().report({ reference: `${model}@1`, check: "bias", status: "passed" });
    expect((await on.get(open.id)).reviews).toMatchObject([{ current: false, lapsed: "evidence" }]);
  });

  it("never changes in the database", async () => {
    await expect(on.db.update(checkReports).set({ status: "passed" })).rejects.toMatchObject({ cause: { message: expect.stringMatching(/is refused/) } });
  });
});

describe("a check", () => {
  it("that there is not can't be reported, demanded or pinned, and those that there are are named", async () => {
    const model = await on.model();
    const unknown = "There is no check speed. The checks are bias, load; an administrator defines them.";
    await expect(on.mia.withToken(["model:read", "check:report"], ["speed"]).checks.report({ reference: `${model}@1`, check: "speed", status: "passed" })).rejects.toThrow(unknown);
    await expect(on.mia.api.tokens.create({ name: "ci", scopes: ["check:report"], checks: ["speed"], expiresInDays: 1 })).rejects.toThrow(unknown);
    await expect(on.policy(model, { checks: [{ kind: "external", name: "speed" }] })).rejects.toThrow("There is no check speed. The checks are bias, load. An administrator defines them.");
  });

  it("that a policy demands can't be retired", async () => {
    const model = await on.model();
    await on.policy(model, { checks: [{ kind: "external", name: "bias" }] });
    await expect(on.ada.api.checks.retire({ name: "bias" })).rejects.toThrow("The check bias is demanded by the policies of production (model). Take it out of those first.");
  });
});
