import { and, asc, desc, eq, gte, lt, or, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import type { ChainedEntry } from "./chain.ts";
import type { AuditEntry, ChainState, RecordEntry, RecordFilter } from "./schema.ts";
import { auditCheckpoints, auditEntries, auditRetention, auditSettings } from "./tables.ts";

const bySeq = [auditEntries.seq];

/** What was done to a model that the actor may see, the latest first. */
export async function listActivity(
  db: Executor,
  actor: Actor,
  input: { model: string; cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const model = await requireModel(db, actor, input.model);
  const rows = await db
    .select({
      seq: auditEntries.seq,
      at: auditEntries.at,
      actorId: auditEntries.actorId,
      actorName: auditEntries.actorName,
      action: auditEntries.action,
      target: auditEntries.target,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.modelId, model.id),
        after(bySeq, input.cursor ? decodeCursor(input.cursor, ["integer"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(bySeq, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.seq]);
  return {
    items: items.map(({ actorId, actorName, at, ...row }) => ({
      ...row,
      actor: { id: actorId, name: actorName },
      at: at.toISOString(),
    })),
    nextCursor,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The entries that a filter asks for. */
function matching({ actor, action, model, outcome, since, until, text }: RecordFilter): SQL | undefined {
  const e = auditEntries;
  return and(
    actor ? or(uuid.test(actor) ? eq(e.actorId, actor) : undefined, eq(e.actorName, actor), sql`${e.actorId} in (select ${users.id} from ${users} where lower(${users.email}) = lower(${actor}))`) : undefined,
    action ? eq(e.action, action) : undefined,
    model ? or(sql`${e.modelId} in (select ${models.id} from ${models} join ${teams} on ${teams.id} = ${models.teamId} where ${teams.slug} || '/' || ${models.name} = ${model})`, and(eq(e.action, "write.refused"), sql`strpos(${e.target}, ${model}) > 0`)) : undefined,
    outcome ? eq(e.outcome, outcome) : undefined,
    since ? gte(e.at, new Date(since)) : undefined,
    until ? lt(e.at, new Date(until)) : undefined,
    text ? or(...[e.target, e.reason, e.actorName, e.address, e.requestId].map((column) => sql`strpos(lower(${column}), lower(${text})) > 0`)) : undefined,
  );
}

/** The whole record, or what a filter leaves of it, the latest first. */
export async function listEntries(
  db: Executor,
  input: RecordFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: RecordEntry[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = input;
  const { form: _, modelId, ...columns } = entryColumns;
  const rows = await db
    .select({ ...columns, model: sql<string | null>`${teams.slug} || '/' || ${models.name}` })
    .from(auditEntries)
    .leftJoin(models, eq(models.id, modelId))
    .leftJoin(teams, eq(teams.id, models.teamId))
    .where(and(matching(filter), after(bySeq, cursor ? decodeCursor(cursor, ["integer"]) : undefined, "descending")))
    .orderBy(...inOrder(bySeq, "descending"))
    .limit(limit + 1);
  const { items, nextCursor } = page(rows, limit, (row) => [row.seq]);
  return {
    items: items.map(({ actorId, actorName, at, ...row }) => ({ ...row, actor: { id: actorId, name: actorName }, at: at.toISOString() })),
    nextCursor,
  };
}

const entryColumns = {
  seq: auditEntries.seq,
  at: auditEntries.at,
  actorId: auditEntries.actorId,
  actorName: auditEntries.actorName,
  credential: auditEntries.credential,
  onBehalfOf: auditEntries.onBehalfOf,
  address: auditEntries.address,
  userAgent: auditEntries.userAgent,
  requestId: auditEntries.requestId,
  action: auditEntries.action,
  modelId: auditEntries.modelId,
  target: auditEntries.target,
  outcome: auditEntries.outcome,
  reason: auditEntries.reason,
  details: auditEntries.details,
  form: auditEntries.form,
  previousHash: auditEntries.previousHash,
  hash: auditEntries.hash,
};

/** An entry as one line of JSON, put together by the database: a million of them are read at its pace. */
const line = sql<string>`json_build_object(${sql.join(
  Object.entries(entryColumns).map(([name, column]) =>
    column === auditEntries.at ? sql`'at', to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : sql`${sql.raw(`'${name}'`)}, ${column}`,
  ),
  sql`, `,
)})::text`;

/**
 * The lines of the record's export, in the order of their numbers and some at a time, as far as it goes when they are
 * asked for. Nothing is held between two batches: no transaction, no cursor.
 * @param span.after begin with the next one
 * @param span.upTo end with this one
 */
export async function* readLines(
  db: Executor,
  filter: RecordFilter,
  { after: from = 0, upTo, batch = 2000 }: { after?: number; upTo?: number; batch?: number } = {},
): AsyncGenerator<string[], void, undefined> {
  const [newest] = await db.select({ seq: auditEntries.seq }).from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  const end = Math.min(upTo ?? Number.MAX_SAFE_INTEGER, newest?.seq ?? 0);
  const where = matching(filter);
  for (let seq = from; ; ) {
    const rows = await db
      .select({ seq: auditEntries.seq, line })
      .from(auditEntries)
      .where(and(where, sql`${auditEntries.seq} > ${seq} and ${auditEntries.seq} <= ${end}`))
      .orderBy(asc(auditEntries.seq))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => row.line);
    if (rows.length < batch) return;
    seq = last.seq;
  }
}

/** The same as entries. */
export async function* readEntries(...given: Parameters<typeof readLines>): AsyncGenerator<ChainedEntry[], void, undefined> {
  for await (const lines of readLines(...given)) yield lines.map((each) => JSON.parse(each) as ChainedEntry);
}

/** How the chain stands, and what is signed of it. */
export async function readChainState(db: Executor): Promise<ChainState> {
  const ends = { seq: auditEntries.seq, at: auditEntries.at, hash: auditEntries.hash };
  const [[settings], [first], [last], [checkpoint], removed] = await Promise.all([
    db.select().from(auditSettings),
    db.select(ends).from(auditEntries).orderBy(asc(auditEntries.seq)).limit(1),
    db.select(ends).from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1),
    db.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.seq)).limit(1),
    db.select().from(auditRetention).orderBy(desc(auditRetention.untilSeq)).limit(50),
  ]);
  if (!settings) throw new Error("the settings of the record are missing");
  const { registryId, brokenAt, publicKey, keepMonths } = settings;
  return {
    registry: registryId,
    first: first ? { seq: first.seq, at: first.at.toISOString() } : null,
    last: last ? { ...last, at: last.at.toISOString() } : null,
    checkpoint: checkpoint ? { seq: checkpoint.seq, hash: checkpoint.hash, at: checkpoint.at.toISOString() } : null,
    brokenAt,
    publicKey,
    keepMonths,
    removed: removed.map(({ untilSeq, createdAt, exportName, exportSha256 }) => ({ until: untilSeq, at: createdAt.toISOString(), exportName, exportSha256 })),
  };
}

/** The last checkpoint before an instant. */
export async function findCheckpointBefore(db: Executor, before: Date): Promise<{ seq: number; hash: string } | undefined> {
  const [found] = await db
    .select({ seq: auditCheckpoints.seq, hash: auditCheckpoints.hash })
    .from(auditCheckpoints)
    .innerJoin(auditEntries, and(eq(auditEntries.seq, auditCheckpoints.seq), eq(auditEntries.hash, auditCheckpoints.hash)))
    .where(lt(auditEntries.at, before))
    .orderBy(desc(auditCheckpoints.seq))
    .limit(1);
  return found;
}
