import { and, asc, eq, inArray, isNotNull, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { versionDeletions } from "../deletions/tables.ts";
import { DomainError, notFound } from "../errors.ts";
import { isNarrow, modelPermits, patternsOf } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { promotions } from "../promotions/tables.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import { parseReference, type Reference, type Selector } from "./reference.ts";
import type { Move, Resolved } from "./schema.ts";
import { pointerMoves, pointers } from "./tables.ts";

/** The condition on `versions.id` that the version or draft was not deleted. (What a pointer names can't be.) */
export const undeleted = sql<boolean>`not exists (select 1 from version_deletions d where d.version_id = ${versions.id})`;

const wanted = {
  newest: and(eq(versions.number, models.newestNumber), undeleted),
  number: and(eq(versions.number, sql.placeholder("number")), undeleted),
  digest: and(eq(versions.digest, sql.placeholder("digest")), isNotNull(versions.number), undeleted),
  pointer: sql`${versions.id} = (select ${pointers.versionId} from ${pointers}
    where ${pointers.modelId} = ${models.id} and ${pointers.name} = ${sql.placeholder("name")})`,
} satisfies Record<Selector["kind"], SQL | undefined>;

function prepareResolve(db: Executor, actor: Pick<Actor, "siteRole" | "credential">, kind: Selector["kind"]) {
  const asker = { ...actor, userId: sql.placeholder("userId"), patterns: sql.placeholder("patterns") };
  return db
    .select({ versionId: versions.id, version: versions.number, digest: versions.digest })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(versions, eq(versions.modelId, models.id))
    .where(
      and(
        eq(teams.slug, sql.placeholder("team")),
        eq(models.name, sql.placeholder("model")),
        wanted[kind],
        modelPermits(asker, "model:read"),
      ),
    )
    .orderBy(asc(versions.number))
    .limit(1)
    .prepare("resolve");
}

const resolvers = new WeakMap<Executor, Map<string, ReturnType<typeof prepareResolve>>>();

/** The statement for such a reference and such an actor: this is what services ask most, so it is built once. */
function resolver(db: Executor, actor: Actor, kind: Selector["kind"]) {
  const known = resolvers.get(db) ?? new Map<string, ReturnType<typeof prepareResolve>>();
  resolvers.set(db, known);
  const key = `${kind} ${actor.siteRole} ${credentialAllows(actor, "model:read")} ${isNarrow(actor)}`;
  const statement = known.get(key) ?? prepareResolve(db, actor, kind);
  known.set(key, statement);
  return statement;
}

/**
 * Which version a reference names, now.
 * @throws DomainError invalid_input, when it is no reference; not_found, when it names nothing that the actor may see
 */
export async function resolveReference(db: Executor, actor: Actor, text: string): Promise<Resolved> {
  const reference = parseReference(text);
  if ("fault" in reference) throw new DomainError("invalid_input", reference.fault);
  const { team, model, selector } = reference;
  const [row] = await resolver(db, actor, selector.kind).execute({ team, model, userId: actor.userId, patterns: patternsOf(actor), ...selector });
  if (!row || row.version === null || row.digest === null) throw await missing(db, actor, text, reference);
  return {
    reference: `${team}/${model}@${row.version}`,
    model: `${team}/${model}`,
    version: row.version,
    digest: row.digest,
    versionId: row.versionId,
  };
}

/** Why there is no such version: a deleted one is told from one that never was to whoever may see its model. */
async function missing(db: Executor, actor: Actor, text: string, { team, model, selector }: Reference): Promise<DomainError> {
  if (selector.kind !== "number") return notFound(`The version ${text}`);
  const [row] = await db
    .select({ deletedAt: versionDeletions.deletedAt, purgeAfter: versionDeletions.purgeAfter, purgedAt: versionDeletions.purgedAt, by: users.name })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(users, eq(users.id, versionDeletions.deletedBy))
    .where(and(eq(teams.slug, team), eq(models.name, model), eq(versions.number, selector.number), modelPermits(actor, "model:read")));
  if (!row) return notFound(`The version ${text}`);
  const until = row.purgedAt ? "Its files were given up since." : `It can be restored until ${row.purgeAfter.toISOString()}.`;
  return new DomainError("not_found", `${text} was deleted by ${row.by} at ${row.deletedAt.toISOString()}. ${until}`, {
    deletedAt: row.deletedAt.toISOString(),
    restorableUntil: row.purgedAt ? null : row.purgeAfter.toISOString(),
  });
}

/** The version that a pointer names; null when it names none. */
export async function pointerTarget(db: Executor, modelId: string, name: string): Promise<string | null> {
  const [row] = await db
    .select({ versionId: pointers.versionId })
    .from(pointers)
    .where(and(eq(pointers.modelId, modelId), eq(pointers.name, name)));
  return row?.versionId ?? null;
}

/** What a pointer named before a move and names after it, as its event tells; null where it names nothing. */
export async function endsOfMove(db: Executor, from: string | null, to: string | null) {
  const ids = [from, to].filter((id) => id !== null);
  const rows = await db.select({ id: versions.id, version: sql<number>`${versions.number}`, digest: sql<string>`${versions.digest}` }).from(versions).where(inArray(versions.id, ids));
  const named = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  const end = (id: string | null) => (id === null ? null : named.get(id)!);
  return { from: end(from), to: end(to) };
}

const byTime = [pointerMoves.movedAt, pointerMoves.id];

/** The moves of a model's pointers, the latest first. */
export async function listMoves(
  db: Executor,
  modelId: string,
  input: { pointer?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Move[]; nextCursor: string | null }> {
  const from = alias(versions, "from_version");
  const to = alias(versions, "to_version");
  const rows = await db
    .select({
      id: pointerMoves.id,
      pointer: pointerMoves.name,
      from: from.number,
      to: to.number,
      promotionId: pointerMoves.promotionId,
      kind: promotions.kind,
      movedById: users.id,
      movedByName: users.name,
      movedAt: pointerMoves.movedAt,
      approvedBy: approversOfMove,
    })
    .from(pointerMoves)
    .innerJoin(users, eq(users.id, pointerMoves.movedBy))
    .leftJoin(from, eq(from.id, pointerMoves.fromVersionId))
    .leftJoin(to, eq(to.id, pointerMoves.toVersionId))
    .leftJoin(promotions, eq(promotions.id, pointerMoves.promotionId))
    .where(
      and(
        eq(pointerMoves.modelId, modelId),
        input.pointer ? eq(pointerMoves.name, input.pointer) : undefined,
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.movedAt, row.id]);
  return {
    items: items.map((row) => ({
      id: row.id,
      pointer: row.pointer,
      isStage: row.promotionId !== null,
      from: row.from,
      to: row.to,
      promotionId: row.promotionId,
      kind: row.kind ?? "alias",
      by: { id: row.movedById, name: row.movedByName },
      approvedBy: row.approvedBy,
      at: row.movedAt.toISOString(),
    })),
    nextCursor,
  };
}

/** The moves of the pointers of a model that the actor may see. */
export async function listMovesOf(
  db: Executor,
  actor: Actor,
  input: { model: string; pointer?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const model = await requireModel(db, actor, input.model);
  return await listMoves(db, model.id, input);
}

/**
 * Who signed for the move at hand: the approvals of the evidence that was applied. A rollback rests on those of the
 * promotion that first brought the version there.
 */
export const approversOfMove = sql<Move["approvedBy"]>`coalesce((
  select json_agg(json_build_object('id', u.id, 'name', u.name) order by r.created_at)
  from reviews r join users u on u.id = r.reviewer_id
  join promotions signed on signed.id = r.promotion_id and signed.evidence_digest = r.evidence_digest
  where r.verdict = 'approve' and not exists (select 1 from review_dismissals d where d.review_id = r.id) and signed.id = (
    select p.id from promotions p where p.model_id = ${promotions.modelId} and p.stage = ${promotions.stage}
    and p.version_id = ${promotions.versionId} and p.kind = 'promote' and p.state = 'applied'
    and p.closed_at <= ${promotions.closedAt} order by p.closed_at desc limit 1)
), '[]'::json)`;
