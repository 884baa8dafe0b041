import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { externalChecks } from "../checks/tables.ts";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { listStages, requireStage } from "../stages/queries.ts";
import { holdersOf, modelPermits } from "../grants/permits.ts";
import { requireTeam, teamPermits } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import type { Surroundings } from "./faults.ts";
import type { EffectivePolicy, MergedRules, Policy, PolicyMode, PolicyScope, Rules, WordedPolicy } from "./schema.ts";
import { effectivePolicy, type Layer } from "./strictest.ts";
import { policies } from "./tables.ts";
import { addedWords, documentWords, wordsOf } from "./words.ts";

/** A scope as rows know it, from the widest on that count for it. */
export interface Place {
  scope: PolicyScope;
  /** `site`, `team:<id>` or `model:<id>`. */
  key: string;
  teamId: string | null;
  modelId: string | null;
  /** The scopes that are wider, the widest first. */
  wider: { scope: PolicyScope; key: string }[];
}

const site: { scope: PolicyScope; key: string } = { scope: { kind: "site" }, key: "site" };

/**
 * Where a policy lies. Whoever may see a team or a model may read its policies.
 * @throws DomainError not_found
 */
export async function findPlace(db: Executor, actor: Actor, scope: PolicyScope): Promise<Place> {
  if (scope.kind === "site") return { ...site, teamId: null, modelId: null, wider: [] };
  if (scope.kind === "team") {
    const team = await requireTeam(db, actor, scope.team);
    return { scope, key: `team:${team.id}`, teamId: team.id, modelId: null, wider: [site] };
  }
  const model = await requireModel(db, actor, scope.model);
  const ofTeam: PolicyScope = { kind: "team", team: model.team.slug };
  return { scope, key: `model:${model.id}`, teamId: null, modelId: model.id, wider: [site, { scope: ofTeam, key: `team:${model.team.id}` }] };
}

export interface StoredRules {
  scope: string;
  version: number;
  mode: PolicyMode;
  rules: Rules;
}

/**
 * As one JSON column: of the policies for a stage, the newest enforced and the newest tried document of each scope that
 * counts for a model.
 * @param columns SQL of the stage's name, and of the ids of the model's team and of the model
 */
export function policiesColumn({ stage, teamId, modelId }: { stage: SQL; teamId: SQL; modelId: SQL }): SQL<StoredRules[]> {
  return sql<StoredRules[]>`coalesce((select json_agg(json_build_object('scope', d.scope, 'version', d.version, 'mode', d.mode, 'rules', d.rules)) from (
    select distinct on (p.scope, p.mode) p.scope, p.mode, p.version, p.rules from policies p
    where p.stage = ${stage} and p.scope in ('site', 'team:' || ${teamId}, 'model:' || ${modelId})
    order by p.scope, p.mode, p.version desc) d), '[]'::json)`;
}

/** What such a column comes to. */
export function policyOf(stored: readonly StoredRules[], { team, model }: { team: string; model: string }): EffectivePolicy {
  const scopes: PolicyScope[] = [{ kind: "site" }, { kind: "team", team }, { kind: "model", model }];
  return effectivePolicy(scopes.map((scope): Layer => ({ scope, documents: stored.filter(({ scope: key }) => key.split(":", 1)[0] === scope.kind) })));
}

/** An effective policy with its sentences. */
export function worded(policy: EffectivePolicy): WordedPolicy {
  return { ...policy, words: wordsOf(policy.enforced), triedWords: policy.tried ? addedWords(policy.tried, policy.enforced) : [] };
}

/** What counts for a stage of a model that the actor may see. @throws DomainError not_found */
export async function policyFor(db: Executor, actor: Actor, input: { model: string; stage: string }): Promise<WordedPolicy> {
  const { id, team } = await requireModel(db, actor, input.model);
  await requireStage(db, input.stage);
  const [row] = await db
    .select({ stored: policiesColumn({ stage: sql`${input.stage}`, teamId: sql`${team.id}`, modelId: sql`${id}` }) })
    .from(models)
    .where(eq(models.id, id));
  return worded(policyOf(row?.stored ?? [], { team: team.slug, model: input.model }));
}

/** The rules that the wider scopes enforce; null for the widest scope. */
export async function widerRules(db: Executor, stage: string, { wider }: Place): Promise<MergedRules | null> {
  if (wider.length === 0) return null;
  const rows = await db
    .selectDistinctOn([policies.scope], { scope: policies.scope, version: policies.version, mode: policies.mode, rules: policies.rules })
    .from(policies)
    .where(and(eq(policies.stage, stage), eq(policies.mode, "enforce"), inArray(policies.scope, wider.map(({ key }) => key))))
    .orderBy(policies.scope, desc(policies.version));
  return effectivePolicy(wider.map(({ scope, key }) => ({ scope, documents: rows.filter((row) => row.scope === key) }))).enforced;
}

/**
 * What a policy has to fit.
 * @param place whose it is
 */
export async function surroundingsOf(db: Executor, stage: string, place: Place, now: Date): Promise<Surroundings> {
  const [stages, checks, people, wider] = await Promise.all([
    listStages(db),
    db.select({ name: externalChecks.name }).from(externalChecks).where(isNull(externalChecks.retiredAt)).orderBy(asc(externalChecks.name)).limit(500),
    countPeople(db, place),
    widerRules(db, stage, place),
  ]);
  return { now, stage, stages: stages.map(({ name }) => name), checks: checks.map(({ name }) => name), people, wider };
}

/** How many people could approve: see Surroundings. Of the site's policies, only how many each team has can be said. */
async function countPeople(db: Executor, { teamId, modelId }: Place): Promise<Map<string, number>> {
  const owner = modelId === null ? sql`${teamId}::uuid` : sql`(select team_id from models where id = ${modelId})`;
  const isSite = teamId === null && modelId === null;
  const rows = await db.execute<{ id: string; n: number }>(sql`
    with people as (select u.id, u.site_role from users u where u.kind = 'person' and u.deactivated_at is null),
      signing as (select id from people where site_role = 'admin' or id in (${holdersOf(owner, modelId === null ? null : sql`${modelId}`, "promotion:review")}))
    select 'team:' || t.slug as id, (select count(*)::int from members m join people on people.id = m.user_id
      where m.team_id = t.id and (${isSite} or m.user_id in (select id from signing))) as n
    from teams t
    union all select 'role:' || m.role, count(*)::int from members m join people on people.id = m.user_id where not ${isSite} and m.team_id = ${owner} group by m.role
    union all select 'all', (select count(*)::int from signing) where not ${isSite}`);
  const counts = new Map(rows.map(({ id, n }) => [id, n]));
  if (!isSite) for (const role of ["reviewer", "maintainer"]) counts.set(`role:${role}`, counts.get(`role:${role}`) ?? 0);
  return counts;
}

const columns = {
  id: policies.id,
  stage: policies.stage,
  version: policies.version,
  mode: policies.mode,
  rules: policies.rules,
  note: policies.note,
  byId: users.id,
  byName: users.name,
  createdAt: policies.createdAt,
};

function toPolicy({ byId, byName, createdAt, ...row }: { byId: string; byName: string; createdAt: Date } & Omit<Policy, "by" | "at" | "scope" | "words">, scope: PolicyScope): Policy {
  return { ...row, scope, words: documentWords(row.rules, scope), by: { id: byId, name: byName }, at: createdAt.toISOString() };
}

/** Every version of a policy's document, the newest first: the 200 latest. */
export async function listPolicyVersions(db: Executor, actor: Actor, input: { stage: string; scope: PolicyScope }): Promise<Policy[]> {
  const place = await findPlace(db, actor, input.scope);
  const rows = await db
    .select(columns)
    .from(policies)
    .innerJoin(users, eq(users.id, policies.savedBy))
    .where(and(eq(policies.stage, input.stage), eq(policies.scope, place.key)))
    .orderBy(desc(policies.version))
    .limit(200);
  return rows.map((row) => toPolicy(row, place.scope));
}

/** The newest document of each scope and stage that the actor may see, the widest first: 500 at most. */
export async function listPolicies(db: Executor, actor: Actor, input: { stage?: string | undefined }): Promise<Policy[]> {
  const owner = sql<string | null>`(select m.team_id from models m where m.id = ${policies.modelId})`;
  const rows = await db
    .selectDistinctOn([policies.scope, policies.stage], { ...columns, team: teams.slug, model: models.name, modelId: policies.modelId, teamId: policies.teamId })
    .from(policies)
    .innerJoin(users, eq(users.id, policies.savedBy))
    .leftJoin(models, eq(models.id, policies.modelId))
    .leftJoin(teams, sql`${teams.id} = coalesce(${policies.teamId}, ${owner})`)
    .where(and(input.stage ? eq(policies.stage, input.stage) : undefined, sql`(${policies.scope} = 'site' or (${models.id} is null and ${teamPermits(actor, "model:read")}) or (${models.id} is not null and ${modelPermits(actor, "model:read")}))`))
    .orderBy(policies.scope, policies.stage, desc(policies.version))
    .limit(500);
  const rank = { site: 0, team: 1, model: 2 };
  return rows
    .map(({ team, model, modelId, teamId, ...row }) => {
      const scope: PolicyScope = modelId ? { kind: "model", model: `${team}/${model}` } : teamId ? { kind: "team", team: team ?? "" } : { kind: "site" };
      return toPolicy(row, scope);
    })
    .toSorted((one, other) => rank[one.scope.kind] - rank[other.scope.kind]);
}

/** The newest version's number; 0 when there is none. */
export async function newestVersion(db: Executor, stage: string, key: string): Promise<number> {
  const [row] = await db.select({ version: policies.version }).from(policies).where(and(eq(policies.stage, stage), eq(policies.scope, key))).orderBy(desc(policies.version)).limit(1);
  return row?.version ?? 0;
}
