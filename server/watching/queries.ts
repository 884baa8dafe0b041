import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { DomainError, notFound } from "../errors.ts";
import { holdsOnModel, isNarrow, modelPermits, patternsOf } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { undeleted } from "../pointers/queries.ts";
import { parseReference } from "../pointers/reference.ts";
import { pointerMoves, pointers } from "../pointers/tables.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";

/** What a reference that may move names now. */
export interface Target {
  modelId: string;
  /** Null where it names nothing. */
  version: number | null;
  digest: string | null;
  /** ISO 8601; null where it never moved. */
  movedAt: string | null;
}

type Kind = "pointer" | "newest";

const wanted = {
  newest: and(eq(versions.number, models.newestNumber), undeleted),
  pointer: sql`${versions.id} = (select ${pointers.versionId} from ${pointers} where ${pointers.modelId} = ${models.id} and ${pointers.name} = ${sql.placeholder("name")})`,
};
const moved = {
  newest: iso(sql`${versions.finalizedAt}`),
  pointer: sql`(select ${iso(sql`max(m.moved_at)`)} from ${pointerMoves} m where m.model_id = ${models.id} and m.name = ${sql.placeholder("name")})`,
};

function prepareTarget(db: Executor, actor: Pick<Actor, "siteRole" | "credential">, kind: Kind) {
  const asker = { ...actor, userId: sql.placeholder("userId"), patterns: sql.placeholder("patterns") };
  return db
    .select({ modelId: models.id, version: versions.number, digest: versions.digest, movedAt: sql<string | null>`${moved[kind]}` })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .leftJoin(versions, and(eq(versions.modelId, models.id), wanted[kind]))
    .where(and(eq(teams.slug, sql.placeholder("team")), eq(models.name, sql.placeholder("model")), models.announced, modelPermits(asker, "model:read")))
    .limit(1)
    .prepare("target");
}

const prepared = new WeakMap<Executor, Map<string, ReturnType<typeof prepareTarget>>>();

/** The statement for such an actor: a thousand services ask at the same moment, so it is built once. */
function statementFor(db: Executor, actor: Actor, kind: Kind) {
  const known = prepared.get(db) ?? new Map<string, ReturnType<typeof prepareTarget>>();
  prepared.set(db, known);
  const key = `${kind} ${actor.siteRole} ${credentialAllows(actor, "model:read")} ${isNarrow(actor)}`;
  const statement = known.get(key) ?? prepareTarget(db, actor, kind);
  known.set(key, statement);
  return statement;
}

/**
 * What a stage, an alias or a model's newest version is, now.
 * @throws DomainError invalid_input, when it is no such reference; not_found, when the actor may not see the model
 */
export async function findTarget(db: Executor, actor: Actor, text: string): Promise<Target> {
  const reference = parseReference(text);
  if ("fault" in reference) throw new DomainError("invalid_input", reference.fault);
  const { team, model, selector } = reference;
  if (selector.kind !== "pointer" && selector.kind !== "newest") {
    throw new DomainError("invalid_input", `${text} names one version for ever, and never moves. Watch a stage or an alias, such as ${team}/${model}@production, or ${team}/${model} for the newest version.`);
  }
  const [target] = await statementFor(db, actor, selector.kind).execute({ team, model, userId: actor.userId, patterns: patternsOf(actor), ...selector });
  if (!target) throw notFound(`The model ${team}/${model}`);
  return target;
}

/** That somebody looks at a model. */
export interface Look {
  userId: string;
  /** Whether their role on the site lets them see every model. */
  everywhere: boolean;
  modelId: string;
}

/**
 * Which of these may be: one query, however many there are.
 * @returns for each that may, its place among them and the model as `team/model`
 */
export async function findAllowed(db: Executor, looks: readonly Look[]): Promise<{ at: number; model: string }[]> {
  const column = (of: (look: Look) => unknown) => sql`${sql.param(looks.map((look) => String(of(look))))}::text[]`;
  return await db.execute<{ at: number; model: string }>(sql`select (l.at - 1)::int as at, teams.slug || '/' || models.name as model
    from unnest(${column(({ userId }) => userId)}::uuid[], ${column(({ everywhere }) => everywhere)}::boolean[], ${column(({ modelId }) => modelId)}::uuid[])
      with ordinality as l(user_id, everywhere, model_id, at)
    join models on models.id = l.model_id and models.announced join teams on teams.id = models.team_id
    where l.everywhere or ${holdsOnModel(sql`l.user_id`, "model:read")}`);
}
