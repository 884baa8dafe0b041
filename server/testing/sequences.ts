/** Does the acts of a random sequence to a real database, and reads what has become of it. */
import { eq, sql } from "drizzle-orm";
import { reportCheck } from "../checks/commands.ts";
import type { Executor, Transaction } from "../db/client.ts";
import { endOverdue, reportDeployment } from "../deployments/commands.ts";
import { getDeployment } from "../deployments/queries.ts";
import { systemActor, type Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { savePolicy } from "../policies/commands.ts";
import type { Rules } from "../policies/schema.ts";
import { applyByHand, bypassPromotion, rejectPromotion, requestPromotion, withdrawPromotion } from "../promotions/commands.ts";
import { rollback } from "../promotions/rollback.ts";
import type { Act, PlainRules, Who } from "../promotions/sequences-model.ts";
import { promotions } from "../promotions/tables.ts";
import { tendPromotion } from "../promotions/tend.ts";
import { dismissReview, giveVerdict } from "../reviews/commands.ts";
import { teams } from "../teams/tables.ts";
import { metadataExample } from "../versions/schema.ts";
import { versions } from "../versions/tables.ts";
import { reasonOf } from "./fixture.ts";
import type { Promotions } from "./promotions.ts";

export const versionsOfEach = 3;

/** What has become of a model's stage. */
export interface Reading {
  live: number | null;
  promotions: { kind: string; version: number; state: string; round: number; bypassed: boolean }[];
  /** From and to of every move, the earliest first. */
  moves: [number | null, number | null][];
  /** The states of its deployments, the earliest first. */
  deployments: string[];
}

/** A freeze that began an hour ago and lasts for two more. */
const freeze = () => ({ cron: `${new Date().getUTCMinutes()} ${(new Date().getUTCHours() + 23) % 24} * * *`, hours: 3, timeZone: "UTC", reason: "" });

function rulesOf(plain: PlainRules): Rules {
  return {
    approvals: plain.approvals,
    groups: plain.maintainer ? [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }] : [],
    checks: plain.check ? [{ kind: "external", name: "bias" }] : [],
    freezes: plain.frozen ? [freeze()] : [],
    apply: plain.manual ? "manual" : "automatic",
    rollback: plain.reviewedRollback ? "reviewed" : "at_once",
    ...(plain.waits || plain.goesBack ? { deployment: { wait: plain.waits, minutes: 30, onFailure: plain.goesBack ? "roll_back" : "keep" } } : {}),
  };
}

/** Makes so many models with versions by Ann, in few statements. @returns their names */
export async function manyModels(on: Promotions, count: number, prefix: string): Promise<string[]> {
  const [team] = await on.db.select({ id: teams.id }).from(teams).where(eq(teams.slug, "risk"));
  const now = new Date();
  const made: string[] = [];
  for (let from = 0; from < count; from += 500) {
    const names = Array.from({ length: Math.min(500, count - from) }, (_, at) => `${prefix}-${from + at}`);
    const rows = names.map((name) => ({ teamId: team!.id, name, createdBy: on.ann.id, updatedAt: now, lastNumber: versionsOfEach, newestNumber: versionsOfEach, announced: true }));
    const inserted = await on.db.insert(models).values(rows).returning({ id: models.id });
    const metadata = { ...metadataExample, environment: {}, attributes: {} };
    const numbers = Array.from({ length: versionsOfEach }, (_, at) => at + 1);
    await on.db.insert(versions).values(
      inserted.flatMap(({ id }) => numbers.map((number) => ({ modelId: id, number, digest: `sha256:${String(number).repeat(64)}`, metadata, authorId: on.ann.id, finalizedAt: now }))),
    );
    made.push(...names.map((name) => `risk/${name}`));
  }
  return made;
}

export class Driver {
  private readonly ids: string[] = [];
  private readonly digests: string[] = [];
  private policyVersion = 0;
  private readonly on: Promotions;
  private readonly within: Executor;
  private readonly model: string;

  /** @param within the database, or a transaction in which each act is a savepoint */
  constructor(on: Promotions, within: Executor, model: string, from?: Driver) {
    this.on = on;
    this.within = within;
    this.model = model;
    this.policyVersion = from?.policyVersion ?? 0;
    this.ids.push(...(from?.ids ?? []));
    this.digests.push(...(from?.digests ?? []));
  }

  private actor(who: Who): Actor {
    return this.on[who].actor;
  }

  private in<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.within.transaction(work);
  }

  /** Does what is asked. @returns the reason when it is refused */
  async act(act: Act): Promise<string | null> {
    const reason = await reasonOf(this.perform(act));
    return reason === "was not refused" ? null : reason;
  }

  private async perform(act: Act): Promise<void> {
    const { on, model } = this;
    switch (act.kind) {
      case "submit":
        await this.in((tx) => requestPromotion(tx, this.actor(act.by), { reference: `${model}@${act.version}`, stage: "production", reason: "x" }));
        return;
      case "rollback":
        await this.in((tx) => rollback(tx, this.actor(act.by), { model, stage: "production", reason: "x" }));
        return;
      case "save":
        await this.in((tx) => savePolicy(tx, this.actor("ada"), { stage: "production", scope: { kind: "model", model }, mode: "enforce", rules: rulesOf(act.rules), note: "x", expected: this.policyVersion }));
        this.policyVersion++;
        // What the job does that saving asks for.
        for (const id of this.ids) await this.tend(id);
        return;
      case "report": {
        const actor: Actor = { ...on.mia.actor, credential: { kind: "token", id: on.mia.id, scopes: ["model:read", "check:report"], models: ["*"], madeBy: null, checks: ["bias"] } };
        await this.in((tx) => reportCheck(tx, actor, { reference: `${model}@${act.version}`, check: "bias", status: act.passed ? "passed" : "failed", summary: "", numbers: {} }));
        return;
      }
      case "deploy":
        if (act.how === "silent") await this.beSilent();
        else await this.in((tx) => reportDeployment(tx, this.actor("ann"), { model, stage: "production", state: act.how as "succeeded" | "failed", summary: "" }));
        return;
      case "expire":
        await this.within.execute(sql`update promotions set expires_at = now() - interval '1 second' where id = ${this.ids[act.of]} and closed_at is null`);
        if (act.noticed) await this.tend(this.ids[act.of]!);
        return;
      case "review":
      case "dismiss":
      case "apply":
      case "bypass":
      case "withdraw":
      case "reject":
        await this.performOn(this.ids[act.of]!, act);
    }
  }

  private async performOn(id: string, act: Extract<Act, { of: number; by: Who }>): Promise<void> {
    const actor = this.actor(act.by);
    await this.in(async (tx) => {
      switch (act.kind) {
        case "review": {
          const evidenceDigest = act.stale ? `sha256:${"0".repeat(64)}` : this.digests[act.of]!;
          return await giveVerdict(tx, actor, { id, verdict: act.approves ? "approve" : "request_changes", comment: "x", evidenceDigest });
        }
        case "dismiss": {
          const [review] = await tx.execute<{ id: string }>(sql`select id from reviews where promotion_id = ${id} order by created_at, id offset ${act.verdict} limit 1`);
          return await dismissReview(tx, actor, { id, review: review!.id, reason: "x" });
        }
        case "apply":
          return await applyByHand(tx, actor, { id });
        case "bypass":
          return await bypassPromotion(tx, actor, { id, reason: "x" });
        case "withdraw":
          return await withdrawPromotion(tx, actor, { id });
        case "reject":
          return await rejectPromotion(tx, actor, { id, reason: "x" });
      }
    });
  }

  /** The time of the latest deployment is over. */
  private async beSilent(): Promise<void> {
    const { id } = await getDeployment(this.within, this.actor("ada"), { model: this.model, stage: "production" });
    await this.within.execute(sql`update deployments set deadline_at = now() - interval '1 second' where id = ${id} and ended_at is null`);
    await this.in((tx) => endOverdue(tx, systemActor("test"), id));
  }

  private async tend(id: string): Promise<void> {
    await this.in((tx) => tendPromotion(tx, systemActor("test"), id));
  }

  async read(): Promise<Reading> {
    const [row] = await this.within.execute<{ live: number | null; deployments: string[] | null; promotions: (Reading["promotions"][number] & { id: string; digest: string })[] | null; moves: Reading["moves"] | null }>(sql`
      with m as (select m.id from models m join teams t on t.id = m.team_id where t.slug || '/' || m.name = ${this.model})
      select (select v.number from pointers p join versions v on v.id = p.version_id where p.model_id = m.id and p.name = 'production') as live,
        (select json_agg(json_build_object('id', p.id, 'digest', p.evidence_digest, 'kind', p.kind, 'version', v.number, 'state', p.state, 'round', p.round, 'bypassed', p.bypassed) order by p.created_at, p.id)
          from ${promotions} p join versions v on v.id = p.version_id where p.model_id = m.id) as promotions,
        (select json_agg(json_build_array(f.number, v.number) order by n.moved_at, n.id) from pointer_moves n left join versions f on f.id = n.from_version_id left join versions v on v.id = n.to_version_id where n.model_id = m.id) as moves,
        (select json_agg(d.state order by d.opened_at, d.id) from deployments d where d.model_id = m.id) as deployments
      from m`);
    const found = row!.promotions ?? [];
    this.ids.splice(0, this.ids.length, ...found.map(({ id }) => id));
    this.digests.splice(0, this.digests.length, ...found.map(({ digest }) => digest));
    return { live: row!.live, promotions: found.map(({ kind, version, state, round, bypassed }) => ({ kind, version, state, round, bypassed })), moves: row!.moves ?? [], deployments: row!.deployments ?? [] };
  }
}
