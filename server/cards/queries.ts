import { and, desc, eq, exists, gt, isNotNull, isNull, lt, not, sql, type SQL } from "drizzle-orm";
import type { BlobStore } from "../blobs/store.ts";
import { blobs } from "../blobs/tables.ts";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { resolveReference, undeleted } from "../pointers/queries.ts";
import { damaged, getVersion } from "../versions/queries.ts";
import type { VersionDetail } from "../versions/schema.ts";
import { versionFiles, versions } from "../versions/tables.ts";
import { readFrontMatter } from "./front-matter.ts";
import { compareLines } from "./line-diff.ts";
import { cardDigest, offeredReferences, readable, showCard, templateReferences } from "./show.ts";
import { longestCard, type Card, type CardBeginnings, type CardDiff, type GotCard, type RevisionSummary, type ShownCard, type SiteTemplate } from "./schema.ts";
import { cardRevisions, siteCardTemplate } from "./tables.ts";
import { cardTemplate } from "./template.ts";

/** The README.md of a version, as it lies among its files. */
export async function findReadme(db: Executor, versionId: string) {
  const [readme] = await db
    .select({ path: versionFiles.path, sha256: versionFiles.sha256, size: versionFiles.size, isDamaged: sql<boolean>`${blobs.damagedAt} is not null or ${blobs.removedAt} is not null` })
    .from(versionFiles)
    .innerJoin(blobs, eq(blobs.sha256, versionFiles.sha256))
    .where(and(eq(versionFiles.versionId, versionId), eq(versionFiles.pathKey, "readme.md")));
  return readme ?? null;
}

const summaryColumns = {
  revision: cardRevisions.revision,
  source: cardRevisions.source,
  note: cardRevisions.note,
  authorId: users.id,
  authorName: users.name,
  createdAt: cardRevisions.createdAt,
  bytes: sql<number>`octet_length(${cardRevisions.body})`,
  sha256: sql<string>`encode(sha256(convert_to(${cardRevisions.body}, 'UTF8')), 'hex')`,
};

type SummaryRow = { [Column in Exclude<keyof RevisionSummary, "author" | "createdAt">]: RevisionSummary[Column] } & { authorId: string; authorName: string; createdAt: Date };

function toSummary({ authorId, authorName, createdAt, revision, source, note, bytes, sha256 }: SummaryRow): RevisionSummary {
  return { revision, source, note, author: { id: authorId, name: authorName }, createdAt: createdAt.toISOString(), bytes, sha256 };
}

/** A revision of a version's card, or the last; null where there is none. */
export async function findRevision(db: Executor, versionId: string, revision?: number) {
  const [row] = await db
    .select({ ...summaryColumns, body: cardRevisions.body, front: cardRevisions.front })
    .from(cardRevisions)
    .innerJoin(users, eq(users.id, cardRevisions.authorId))
    .where(and(eq(cardRevisions.versionId, versionId), revision === undefined ? undefined : eq(cardRevisions.revision, revision)))
    .orderBy(desc(cardRevisions.revision))
    .limit(1);
  return row ?? null;
}

async function newestRevision(db: Executor, versionId: string): Promise<number> {
  const [row] = await db.select({ revision: sql<number>`coalesce(max(${cardRevisions.revision}), 0)` }).from(cardRevisions).where(eq(cardRevisions.versionId, versionId));
  return row?.revision ?? 0;
}

/**
 * The card of a version with its references filled in: its last revision, or the one that is asked for. While nobody has
 * read the README.md of a version that was just registered, it is read here.
 * @returns `card` null where there is none, and `unfit` why the README.md is none
 * @throws DomainError not_found, for the version or the revision; blob_damaged
 */
export async function getCard(db: Executor, store: BlobStore, actor: Actor, input: { reference: string; revision?: number | undefined }): Promise<GotCard> {
  const version = await getVersion(db, actor, input.reference);
  const row = await findRevision(db, version.id, input.revision);
  if (row) return { card: await toCard(db, version, row), unfit: null };
  if (input.revision !== undefined && input.revision !== 1) throw notFound(`Revision ${input.revision} of the card of ${version.reference}`);
  const fresh = (await newestRevision(db, version.id)) > 0 ? null : await readReadme(db, store, version);
  if (fresh && "body" in fresh) return { card: fresh, unfit: null };
  if (input.revision !== undefined) throw notFound(`Revision ${input.revision} of the card of ${version.reference}`);
  return { card: null, unfit: fresh?.unfit ?? null };
}

async function toCard(db: Executor, version: VersionDetail, row: SummaryRow & { body: string; front: Record<string, unknown> }): Promise<Card> {
  const { body, front } = row;
  return { ...toSummary(row), reference: version.reference, newest: await newestRevision(db, version.id), body, front, shown: showCard(body, version) };
}

/** The README.md of a version whose first revision nobody has written down yet, as that revision will be. */
async function readReadme(db: Executor, store: BlobStore, version: VersionDetail): Promise<Card | { unfit: "too_long" | "no_text" } | null> {
  const readme = await findReadme(db, version.id);
  if (!readme) return null;
  if (readme.isDamaged) throw damaged(readme.path, version.reference);
  const body = await readmeBody(store, readme);
  if (body === null) return { unfit: readme.size > longestCard ? "too_long" : "no_text" };
  if (body.trim() === "") return null;
  const first = { revision: 1, newest: 1, source: "file" as const, note: "", author: version.author, createdAt: version.createdAt, bytes: readme.size, sha256: cardDigest(body) };
  return { ...first, reference: version.reference, body, front: readFrontMatter(body).front, shown: showCard(body, version) };
}

/** The text of a README.md; null when it can be no card. @throws Error with the code ENOENT, when the store has lost it */
export async function readmeBody(store: BlobStore, { sha256, size }: { sha256: string; size: number }): Promise<string | null> {
  if (size > longestCard) return null;
  return readable(size === 0 ? Buffer.alloc(0) : await store.readRange(sha256, 0, size));
}

/** A page of the revisions of a card, the last first; `before` a revision. */
export async function listRevisions(
  db: Executor,
  store: BlobStore,
  actor: Actor,
  input: { reference: string; before?: number | undefined; limit: number },
): Promise<{ reference: string; items: RevisionSummary[]; next: number | null }> {
  const { versionId, reference } = await resolveReference(db, actor, input.reference);
  const rows = await db
    .select(summaryColumns)
    .from(cardRevisions)
    .innerJoin(users, eq(users.id, cardRevisions.authorId))
    .where(and(eq(cardRevisions.versionId, versionId), input.before === undefined ? undefined : lt(cardRevisions.revision, input.before)))
    .orderBy(desc(cardRevisions.revision))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map(toSummary);
  if (items.length === 0 && input.before === undefined) {
    const { card } = await getCard(db, store, actor, { reference });
    if (card) items.push((({ revision, source, note, author, createdAt, bytes, sha256 }) => ({ revision, source, note, author, createdAt, bytes, sha256 }))(card));
  }
  return { reference, items, next: rows.length > input.limit ? (items.at(-1)?.revision ?? null) : null };
}

/** A text as the card of a version: what its references stand for there, and what is wrong in it. */
export async function previewCard(db: Executor, actor: Actor, input: { reference: string; body: string }): Promise<ShownCard> {
  return showCard(input.body, await getVersion(db, actor, input.reference));
}

async function findTemplate(db: Executor) {
  const [row] = await db
    .select({ body: siteCardTemplate.body, savedAt: siteCardTemplate.savedAt, id: users.id, name: users.name })
    .from(siteCardTemplate)
    .innerJoin(users, eq(users.id, siteCardTemplate.savedBy));
  return row ?? null;
}

/** What new cards begin with here, whatever the version. */
export async function readTemplate(db: Executor): Promise<SiteTemplate> {
  const row = await findTemplate(db);
  const saved = row && { by: { id: row.id, name: row.name }, at: row.savedAt.toISOString() };
  return { body: row?.body ?? cardTemplate, saved, references: templateReferences };
}

/** What a new card of a version can begin with. */
export async function cardBeginnings(db: Executor, actor: Actor, reference: string): Promise<CardBeginnings> {
  const version = await getVersion(db, actor, reference);
  const [before] = await db
    .select({ number: versions.number, revision: cardRevisions.revision, body: cardRevisions.body })
    .from(versions)
    .innerJoin(cardRevisions, eq(cardRevisions.versionId, versions.id))
    .where(and(eq(versions.modelId, sql`(select model_id from versions where id = ${version.id})`), lt(versions.number, version.number), undeleted))
    .orderBy(desc(versions.number), desc(cardRevisions.revision))
    .limit(1);
  const previous = before ? { reference: `${version.model}@${before.number}`, revision: before.revision, body: before.body } : null;
  return { template: (await findTemplate(db))?.body ?? cardTemplate, previous, references: offeredReferences(version) };
}

/**
 * What differs between two cards, or two revisions of one, line by line, as they are written. A version without a card has
 * an empty one.
 */
export async function diffCards(
  db: Executor,
  store: BlobStore,
  actor: Actor,
  { from, to }: { from: { reference: string; revision?: number | undefined }; to: { reference: string; revision?: number | undefined } },
): Promise<CardDiff> {
  const [before, after] = [(await getCard(db, store, actor, from)).card, (await getCard(db, store, actor, to)).card];
  const named = (card: Card | null) => card && { reference: card.reference, revision: card.revision };
  return { from: named(before), to: named(after), lines: before || after ? compareLines(before?.body ?? "", after?.body ?? "") : [] };
}

/**
 * As a column: the SHA-256 of the card of a version, in hex; of its README.md, where it has no revision. What came after an
 * instant is left out.
 * @param versionId SQL of an id
 */
export function cardDigestColumn(versionId: SQL, asOf: SQL): SQL<string | null> {
  return sql<string | null>`coalesce(
    (select encode(sha256(convert_to(c.body, 'UTF8')), 'hex') from card_revisions c where c.version_id = ${versionId} and c.created_at <= ${asOf} order by c.revision desc limit 1),
    (select f.sha256 from version_files f where f.version_id = ${versionId} and f.path_key = 'readme.md'))`;
}

/** Versions whose README.md nobody has read as their card, in the order of their ids. */
export async function listUnread(db: Executor, after: string, limit: number): Promise<string[]> {
  const revised = db.select({ revision: cardRevisions.revision }).from(cardRevisions).where(eq(cardRevisions.versionId, versions.id));
  const rows = await db
    .select({ id: versions.id })
    .from(versionFiles)
    .innerJoin(versions, eq(versions.id, versionFiles.versionId))
    .innerJoin(blobs, eq(blobs.sha256, versionFiles.sha256))
    .where(
      and(
        eq(versionFiles.pathKey, "readme.md"), sql`${versionFiles.size} <= ${longestCard}`, isNull(blobs.damagedAt), isNull(blobs.removedAt),
        gt(versions.id, after), isNotNull(versions.number), not(exists(revised)),
      ),
    )
    .orderBy(versions.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}
