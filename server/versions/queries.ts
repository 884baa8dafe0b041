import { and, asc, desc, eq, gt, inArray, isNotNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { BlobStore } from "../blobs/store.ts";
import { blobs } from "../blobs/tables.ts";
import { factsOfFront } from "../cards/front-matter.ts";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { DomainError, notFound } from "../errors.ts";
import { modelPermits, gatheredFor, type Asker } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { isRecalled } from "../lineage/reach.ts";
import { models } from "../models/tables.ts";
import { resolveReference, undeleted } from "../pointers/queries.ts";
import { teams } from "../teams/tables.ts";
import type { VersionDetail, VersionFile, VersionSummary } from "./schema.ts";
import { versionFiles, versions } from "./tables.ts";

const namesOf = (isStage: boolean) => sql<string[]>`coalesce((
  select json_agg(p.name order by s.position, p.name) from pointers p left join stages s on s.name = p.name
  where p.version_id = ${versions.id} and (s.name is not null) = ${isStage}), '[]'::json)`;

const tagsOf = sql<string[]>`coalesce((
  select json_agg(t.tag order by t.tag) from version_tags t where t.version_id = ${versions.id}), '[]'::json)`;

const summaryColumns = {
  id: versions.id,
  team: teams.slug,
  model: models.name,
  number: versions.number,
  digest: versions.digest,
  files: versions.files,
  bytes: versions.bytes,
  createdAt: versions.finalizedAt,
  // Metadata may be large, and a list shows little of it.
  description: sql<string>`${versions.metadata} ->> 'description'`,
  framework: sql<string>`${versions.metadata} ->> 'framework'`,
  task: sql<string>`${versions.metadata} ->> 'task'`,
  metrics: sql<VersionSummary["metrics"]>`${versions.metadata} -> 'metrics'`,
  authorId: users.id,
  authorName: users.name,
  tags: tagsOf,
  stages: namesOf(true),
  aliases: namesOf(false),
  archived: sql<boolean>`exists (select 1 from version_archivals a where a.version_id = ${versions.id})`,
  recalled: isRecalled(sql`${versions.id}`),
};

function selectVersions(db: Executor, more: { parameters?: SQL<Record<string, unknown>> } = {}) {
  return db
    .select({ ...summaryColumns, ...more })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(users, eq(users.id, versions.authorId));
}

type Row = Awaited<ReturnType<typeof selectVersions>>[number];

function toSummary(row: Row): VersionSummary {
  const { number, digest, createdAt } = row;
  if (number === null || digest === null || createdAt === null) throw new Error(`${row.id} is a draft`);
  return {
    id: row.id,
    reference: `${row.team}/${row.model}@${number}`,
    number,
    digest,
    description: row.description,
    framework: row.framework,
    task: row.task,
    metrics: row.metrics,
    tags: row.tags,
    files: row.files,
    bytes: row.bytes,
    author: { id: row.authorId, name: row.authorName },
    createdAt: createdAt.toISOString(),
    stages: row.stages,
    aliases: row.aliases,
    archived: row.archived,
    recalled: row.recalled,
  };
}

/** The parameters of these names that a version declared. */
const parametersOf = (names: readonly string[]) => sql<Record<string, unknown>>`coalesce((
  select jsonb_object_agg(k, ${versions.metadata} #> array['parameters', k]) from unnest(${sql.param([...names])}::text[]) k
  where ${versions.metadata} -> 'parameters' ? k), '{}')`;

/**
 * A page of a model's versions, the newest first. The model is looked up once and by itself: then its versions are read in
 * their order from the index, and a page costs the same however many there are.
 */
export async function listVersions(
  db: Executor,
  actor: Actor,
  input: { model: string; before?: number | undefined; limit: number; parameters?: string[] | undefined },
): Promise<{ items: VersionSummary[]; next: number | null }> {
  const [team = "", name = ""] = input.model.split("/");
  const model = db
    .select({ id: models.id })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(eq(teams.slug, team), eq(models.name, name), modelPermits(actor, "model:read")));
  // The page first, and then what is told of it: joined with their authors, all versions of the model would be read and put in order.
  const page = db
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.modelId, model), input.before ? lt(versions.number, input.before) : isNotNull(versions.number), undeleted))
    .orderBy(desc(versions.number))
    .limit(input.limit + 1);
  const rows = await selectVersions(db, input.parameters ? { parameters: parametersOf(input.parameters) } : {})
    .where(inArray(versions.id, page))
    .orderBy(desc(versions.number));
  const items = rows.slice(0, input.limit).map((row) => ({ ...toSummary(row), ...(row.parameters ? { parameters: row.parameters } : {}) }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.number ?? null) : null };
}

const openPromotionsOf = sql<VersionDetail["openPromotions"]>`coalesce((
  select json_agg(json_build_object('id', p.id, 'stage', p.stage) order by p.created_at) from promotions p
  where p.version_id = ${versions.id} and p.state in ('draft', 'open', 'approved', 'applying')), '[]'::json)`;

const archivalOf = sql<VersionDetail["archival"]>`(
  select json_build_object('by', json_build_object('id', u.id, 'name', u.name), 'reason', a.reason,
    'at', ${iso(sql`a.created_at`)})
  from version_archivals a join users u on u.id = a.archived_by where a.version_id = ${versions.id})`;

const cardOf = sql<{ revision: number; front: Record<string, unknown> } | null>`(
  select json_build_object('revision', c.revision, 'front', c.front) from card_revisions c where c.version_id = ${versions.id} order by c.revision desc limit 1)`;

/** All that is known of finalized versions, by id. The caller has checked that the actor may see their model. */
export async function detailsOf(db: Executor, ids: string[]): Promise<Map<string, VersionDetail>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ ...summaryColumns, metadata: versions.metadata, openPromotions: openPromotionsOf, archival: archivalOf, card: cardOf })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(users, eq(users.id, versions.authorId))
    .where(and(inArray(versions.id, ids), isNotNull(versions.number)));
  return new Map(
    rows.map((row) => {
      const { openPromotions, archival, team, model } = row;
      const { license, languages } = factsOfFront(row.card?.front ?? {});
      const card = row.card && { revision: row.card.revision, license, languages };
      return [row.id, { ...toSummary(row), model: `${team}/${model}`, metadata: { ...row.metadata, tags: row.tags }, card, openPromotions, archival }];
    }),
  );
}

/** Versions as lists tell of them, by their ids: whoever asks knows that they may be seen. */
export async function listByIds(db: Executor, ids: readonly string[]): Promise<Map<string, VersionSummary>> {
  const rows = await selectVersions(db).where(inArray(versions.id, [...ids]));
  return new Map(rows.map((row) => [row.id, toSummary(row)]));
}

/** @throws DomainError not_found, invalid_input */
export async function getVersion(db: Executor, actor: Actor, reference: string): Promise<VersionDetail> {
  const { versionId } = await resolveReference(db, actor, reference);
  const version = (await detailsOf(db, [versionId])).get(versionId);
  if (!version) throw notFound(`The version ${reference}`);
  return version;
}

/** A page of a version's files, in the order of their paths. */
export async function listFiles(
  db: Executor,
  actor: Actor,
  input: { reference: string; after?: string | undefined; limit: number },
): Promise<{ items: VersionFile[]; next: string | null }> {
  const { versionId } = await resolveReference(db, actor, input.reference);
  const rows = await db
    .select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 })
    .from(versionFiles)
    .where(
      and(eq(versionFiles.versionId, versionId), input.after ? gt(versionFiles.path, input.after) : undefined),
    )
    .orderBy(asc(versionFiles.path))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.path ?? null) : null };
}

/** A file that is to be sent. */
export interface StoredFile extends VersionFile {
  /** The exact version that holds it. */
  exact: string;
  versionId: string;
  /** When the version was registered. */
  createdAt: Date;
}

/**
 * @throws DomainError not_found, for the version and for the file alike; blob_damaged
 */
export async function findFile(db: Executor, actor: Actor, reference: string, path: string): Promise<StoredFile> {
  const { versionId, reference: exact } = await resolveReference(db, actor, reference);
  const [file] = await db
    .select({
      path: versionFiles.path,
      size: versionFiles.size,
      sha256: versionFiles.sha256,
      damagedAt: blobs.damagedAt,
      createdAt: sql<string>`to_char(${versions.finalizedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    })
    .from(versionFiles)
    .innerJoin(blobs, eq(blobs.sha256, versionFiles.sha256))
    .innerJoin(versions, eq(versions.id, versionFiles.versionId))
    .where(and(eq(versionFiles.versionId, versionId), eq(versionFiles.path, path)));
  if (!file) throw notFound(`The file ${path} of ${exact}`);
  if (file.damagedAt) throw damaged(path, exact);
  return { path: file.path, size: file.size, sha256: file.sha256, exact, versionId, createdAt: new Date(file.createdAt) };
}

/** What the store holds under a file's digest is something else. */
export function damaged(path: string, exact: string): DomainError {
  return new DomainError(
    "blob_damaged",
    `The stored bytes of ${path} of ${exact} are damaged, and are not sent. Whoever has the file can push it again, which mends it; tell an administrator.`,
    { path, reference: exact },
  );
}

/**
 * The CRC-32s of the MiBs from `first` to `last` of a blob, 4 bytes each.
 * @returns null when none were kept
 */
export async function readChecks(db: Executor, sha256: string, first: number, last: number): Promise<Buffer | null> {
  const from = first * 4 + 1;
  const length = (last - first + 1) * 4;
  const [row] = await db
    .select({ checks: sql<string | null>`encode(substring(${blobs.checks} from ${from}::int for ${length}::int), 'base64')` })
    .from(blobs)
    .where(eq(blobs.sha256, sha256));
  return row?.checks ? Buffer.from(row.checks, "base64") : null;
}

const longestPreview = 256 * 1024;

/**
 * The beginning of a file of a version, as text: its first 256 KiB.
 * @returns null when the version has no such file; `truncated` when it is longer; `binary`, with an empty text, when the
 *   beginning is no UTF-8 or holds a NUL character
 * @throws DomainError not_found, for the version; blob_damaged
 */
export async function readPreview(
  db: Executor,
  store: BlobStore,
  actor: Actor,
  input: { reference: string; path: string },
): Promise<{ text: string; truncated: boolean; binary: boolean } | null> {
  const { versionId, reference } = await resolveReference(db, actor, input.reference);
  const [file] = await db
    .select({ sha256: versionFiles.sha256, size: versionFiles.size, damagedAt: blobs.damagedAt })
    .from(versionFiles)
    .innerJoin(blobs, eq(blobs.sha256, versionFiles.sha256))
    .where(and(eq(versionFiles.versionId, versionId), eq(versionFiles.path, input.path)));
  if (!file) return null;
  if (file.damagedAt) throw damaged(input.path, reference);
  const truncated = file.size > longestPreview;
  const bytes = await readStart(store, { path: input.path, ...file }, reference, longestPreview);
  const text = decodeText(bytes, truncated);
  return { text: text ?? "", truncated, binary: text === null };
}

/** The first `most` bytes of a file. @throws DomainError blob_damaged, when the store does not have them */
async function readStart(store: BlobStore, file: { path: string; sha256: string; size: number }, exact: string, most: number): Promise<Buffer> {
  if (file.size === 0) return Buffer.alloc(0);
  try {
    return await store.readRange(file.sha256, 0, most);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "ENOENT" ? damaged(file.path, exact) : error;
  }
}

/** Bytes as UTF-8 text, without a character that the end has cut (`isCut`); null when they are none. */
function decodeText(bytes: Buffer, isCut: boolean): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

/**
 * Which of these sizes no bytes have that the actor could read. A file of such a size is surely new to them, and can be
 * sent without being hashed first.
 */
export async function novelSizes(db: Executor, actor: Actor, sizes: number[]): Promise<number[]> {
  const rows = await db.execute<{ size: number }>(sql`
    select ${blobs.size}::float8 as size from ${blobs} where ${blobs.size} = any(${sql.param(sizes)}::bigint[]) and exists (
      select 1 from ${versionFiles} join ${versions} on ${versions.id} = ${versionFiles.versionId}
      join ${models} on ${models.id} = ${versions.modelId} join ${teams} on ${teams.id} = ${models.teamId}
      where ${versionFiles.sha256} = ${blobs.sha256} and ${mayReadBytes(actor)})`);
  const known = new Set(rows.map((row) => row.size));
  return sizes.filter((size) => !known.has(size));
}

/** In a version that the actor may see, or in a draft of their own, and in none that was deleted. */
function mayReadBytes(asker: Asker) {
  return and(modelPermits(asker, "model:read"), or(isNotNull(versions.number), sql`${versions.authorId} = ${asker.userId}`), undeleted);
}

/** One file of each is enough, of thousands that may have the same bytes. */
const selectReadable = gatheredFor<{ sha256: string; size: number }, { hashes: readonly string[] }>("model:read", { hashes: "text[]" }, (asked, asker) => sql`
  select asked.n, h.sha256, f.size from ${asked}, unnest(asked.hashes) h (sha256), lateral (
    select ${versionFiles.size}::float8 as size from ${versionFiles} join ${versions} on ${versions.id} = ${versionFiles.versionId}
    join ${models} on ${models.id} = ${versions.modelId} join ${teams} on ${teams.id} = ${models.teamId}
    where ${versionFiles.sha256} = h.sha256 and ${mayReadBytes(asker)} limit 1) f`);

/**
 * Which of these bytes the actor could read somewhere already: in a version that they may see, or in a draft of their
 * own. To know a hash is no right to the bytes.
 */
export async function readableBlobs(db: Executor, actor: Actor, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await selectReadable(db, actor, { hashes });
  return new Map(rows.map((row) => [row.sha256, row.size]));
}
