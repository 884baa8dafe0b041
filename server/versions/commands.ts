import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { holdBlobs, markStored } from "../blobs/commands.ts";
import type { StoredBlob } from "../blobs/store.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { gathered, together } from "../db/statement.ts";
import { versionDeletions } from "../deletions/tables.ts";
import { DomainError, notFound } from "../errors.ts";
import { modelPermits, standingOf } from "../grants/permits.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import type { Standing } from "../identity/permissions.ts";
import { listUninspected } from "../inspect/queries.ts";
import { keepLineage } from "../lineage/commands.ts";
import { lineageHeld } from "../lineage/locks.ts";
import { requireDeclared } from "../metadata-schemas/commands.ts";
import { announceModel, ensureModel, lockModel } from "../models/commands.ts";
import type { Visibility } from "../models/schema.ts";
import { models } from "../models/tables.ts";
import { undeleted } from "../pointers/queries.ts";
import { enterVersions } from "../search/entries.ts";
import { admitBytes, countBytes } from "../storage/commands.ts";
import { holdVocabulary, requireNewTags } from "../tags/queries.ts";
import { teams } from "../teams/tables.ts";
import { manifestDigest } from "./manifest.ts";
import { readableBlobs } from "./queries.ts";
import { findFolderClash, findTwin, mostFiles, nextNumber, pathKey, requireComplete } from "./rules.ts";
import type { DraftMetadata, Metadata, VersionFile } from "./schema.ts";
import { versionFiles, versions, versionTags } from "./tables.ts";

/**
 * Opens a draft: a version that is being put together, seen by its author alone. It has no number yet, so that one
 * that is given up leaves no gap. The model is created when this is its first version. What is declared of the version
 * may come later, but before it is finalized.
 */
export async function draftVersion(
  tx: Transaction,
  actor: Actor,
  input: { model: string; metadata?: DraftMetadata | undefined; version?: number | undefined; visibility?: Visibility | undefined },
) {
  const { tags = [], ...metadata } = input.metadata ?? {};
  if (tags.length > 0) await holdVocabulary(tx);
  const model = await ensureModel(tx, actor, input.model, metadata.description ?? "", input.visibility);
  demand(actor, model.team, "version:create");
  nextNumber(input.model, model.lastNumber, input.version);
  await admitBytes(tx, { teamId: model.team.id, slug: model.team.slug }, 1);
  const [draft] = await tx
    .insert(versions)
    .values({ modelId: model.id, metadata: metadata as typeof versions.$inferInsert.metadata, authorId: actor.userId })
    .returning({ id: versions.id });
  const versionId = draft!.id;
  await keepTags(tx, actor, { ...model.team, id: versionId }, tags);
  await record(tx, actor, { action: "version.drafted", modelId: model.id, target: input.model, details: { draft: versionId } });
  return { draft: versionId, model: input.model };
}

/** Something has been done in a draft: it is not idle. */
export async function touchDraft(tx: Transaction, draft: string): Promise<void> {
  await tx.update(versions).set({ touchedAt: sql`now()` }).where(eq(versions.id, draft));
}

/**
 * Keeps the tags of a draft. The caller holds the vocabulary.
 * @throws DomainError tag_unknown, tag_conflict, tag_reserved
 */
export async function keepTags(tx: Transaction, actor: Actor, draft: Standing & { id: string }, tags: readonly string[]): Promise<void> {
  const distinct = [...new Set(tags)];
  if (distinct.length === 0) return;
  await requireNewTags(tx, { siteRole: actor.siteRole, role: draft.role, granted: draft.granted }, tags);
  await tx.insert(versionTags).values(distinct.map((tag) => ({ versionId: draft.id, tag })));
}

/**
 * The actor's own draft, neither finalized nor deleted. Locked, so that it can't be finalized meanwhile.
 * @throws DomainError not_found, forbidden, already_finalized
 */
export async function requireDraft(tx: Transaction, actor: Actor, draft: string) {
  const [row] = await tx
    .select({
      id: versions.id,
      modelId: models.id,
      model: sql<string>`${teams.slug} || '/' || ${models.name}`,
      teamId: teams.id,
      slug: teams.slug,
      ...standingOf(actor),
      metadata: versions.metadata,
      number: versions.number,
      digest: versions.digest,
    })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(eq(versions.id, draft), eq(versions.authorId, actor.userId), modelPermits(actor, "model:read"), undeleted))
    .for("update", { of: versions });
  if (!row) throw notFound("That draft");
  // A statement of its own: whoever discarded it while this one waited for the lock is not seen by the first.
  const [gone] = await tx.select({ at: versionDeletions.deletedAt }).from(versionDeletions).where(eq(versionDeletions.versionId, draft));
  if (gone) throw notFound("That draft");
  demand(actor, row, "version:create");
  if (row.number !== null) {
    throw new DomainError("already_finalized", `This draft is ${row.model}@${row.number} already, which never changes.`, {
      reference: `${row.model}@${row.number}`,
      version: row.number,
      digest: row.digest,
    });
  }
  return row;
}

/**
 * Attaches those of the files whose bytes the registry holds and the actor may read, without sending them again.
 * @returns the paths that have to be sent
 */
export async function attachFiles(tx: Transaction, actor: Actor, input: { draft: string; files: VersionFile[] }) {
  const draft = await requireDraft(tx, actor, input.draft);
  const present = await holdReadable(tx, actor, input.files);
  await addFiles(tx, draft.id, present);
  await countBytes(tx, draft, present);
  await record(tx, actor, {
    action: "version.files_attached",
    modelId: draft.modelId,
    target: draft.model,
    details: { draft: draft.id, files: present.length },
  });
  const attached = new Set(present);
  return { missing: input.files.filter((file) => !attached.has(file)).map((file) => file.path) };
}

/** Keeps those of the files whose bytes the registry holds and the actor may read from being collected. @returns these */
export async function holdReadable<File extends VersionFile>(tx: Transaction, actor: Actor, files: readonly File[]): Promise<File[]> {
  const hashes = [...new Set(files.map((file) => file.sha256))];
  const [held, here] = await together(readableBlobs(tx, actor, hashes), holdBlobs(tx, hashes));
  return files.filter((file) => held.get(file.sha256) === file.size && here.has(file.sha256));
}

/** A file of a draft whose bytes have just been stored. */
export type ReceivedFile = StoredBlob & { path: string };

/**
 * Attaches files whose bytes have just been received and stored. They have no audit entry of their own: a draft is not
 * in the registry yet, and the entry of its registration covers every file by the digest.
 */
export async function attachReceivedFiles(tx: Transaction, actor: Actor, draftId: string, files: readonly ReceivedFile[]) {
  const draft = await requireDraft(tx, actor, draftId);
  await markStored(tx, files);
  await addFiles(tx, draft.id, files.map(({ path, size, sha256 }) => ({ path, size, sha256 })));
  await countBytes(tx, draft, files);
}

/**
 * Whether the actor may add files to the draft, asked before a single byte is read.
 * @param coming how many bytes are announced
 */
export async function admitFiles(tx: Transaction, actor: Actor, draftId: string, coming: number): Promise<void> {
  await admitBytes(tx, await requireDraft(tx, actor, draftId), coming);
}

async function addFiles(tx: Transaction, draft: string, files: readonly VersionFile[]): Promise<void> {
  if (files.length === 0) return;
  await touchDraft(tx, draft);
  await insertFiles(tx, draft, files);
}

const storeFiles = gathered<{ path: string }, { versionId: string; files: object[] }>({ versionId: "uuid", files: "json" }, (asked) => sql`
  with asked as (select * from ${asked}),
  stored as (insert into ${versionFiles} (version_id, path, path_key, sha256, size)
    select a."versionId", r.path, r.key, r.sha256, r.size
    from asked a, json_to_recordset(a.files) r (path text, key text, sha256 text, size bigint)
    on conflict (version_id, path_key) do update set sha256 = excluded.sha256, size = excluded.size
    where version_files.path = excluded.path
    returning version_id, path)
  select a.n, s.path from asked a join stored s on s.version_id = a."versionId"`);

/** @throws DomainError path_taken */
export async function insertFiles(tx: Transaction, versionId: string, files: readonly VersionFile[]): Promise<void> {
  const rows = files.map(({ path, size, sha256 }) => ({ path, key: pathKey(path), size, sha256 }));
  refuseTwin(findTwin(rows.map((row) => row.path)));
  const stored = await storeFiles(tx, { versionId, files: rows });
  const paths = new Set(stored.map((row) => row.path));
  refuseTwin(rows.find((row) => !paths.has(row.path))?.path);
}

function refuseTwin(twin: string | undefined): void {
  if (twin === undefined) return;
  throw new DomainError(
    "path_taken",
    `${JSON.stringify(twin)} stands for the same file as another path of this version where capitals don't count. ` +
      `Some file systems can't hold both; rename one of them.`,
    { path: twin },
  );
}

/**
 * Makes a draft a version: gives it the model's next number, and its digest. From here on it never changes.
 * @param input.files how many files the caller has put into it
 * @throws DomainError draft_incomplete, version_exists, version_number, already_finalized; tag_unknown, tag_conflict,
 *   tag_reserved; metadata_refused
 */
export async function finalizeVersion(
  tx: Transaction,
  actor: Actor,
  input: { draft: string; files: number; version?: number | undefined },
) {
  const modelId = await modelOfDraft(tx, actor, input.draft);
  const locked = await lockModel(tx, modelId);
  const draft = await requireDraft(tx, actor, input.draft);
  const metadata = requireComplete(draft.metadata);
  const number = nextNumber(draft.model, locked.lastNumber, input.version);
  refuseIncomplete(await tx.$count(versionFiles, eq(versionFiles.versionId, draft.id)), input.files);
  const [tags, files] = [
    await tx.select({ tag: versionTags.tag }).from(versionTags).where(eq(versionTags.versionId, draft.id)).orderBy(versionTags.tag),
    await tx.select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 }).from(versionFiles).where(eq(versionFiles.versionId, draft.id)),
  ];
  const whole = { ...draft, ...locked, metadata, number, files, tags: tags.map(({ tag }) => tag) };
  // The vocabulary may have changed since the draft was described.
  await requireAllowed(tx, actor, whole);
  const sealed = await sealVersion(tx, actor, whole);
  await haveInspected(tx, whole);
  return await tellVersion(tx, actor, whole, sealed);
}

/** A draft in which nothing is missing, with the number that it gets. The lock on its model is held, and `lineageHeld`. */
interface WholeDraft extends Standing {
  id: string;
  modelId: string;
  model: string;
  teamId: string;
  slug: string;
  /** Whether its model was announced before. */
  announced: boolean;
  metadata: Metadata;
  number: number;
  files: readonly VersionFile[];
  tags: readonly string[];
}

/**
 * Refuses tags that the vocabulary does not allow, and metadata that the schemas do not which count for the model. The caller holds
 * the vocabulary.
 * @throws DomainError tag_unknown, tag_conflict, tag_reserved; metadata_refused
 */
export async function requireAllowed(tx: Transaction, actor: Actor, draft: Pick<WholeDraft, "modelId" | "model" | "teamId" | "slug" | "role" | "granted" | "metadata" | "tags">): Promise<void> {
  await together(
    requireNewTags(tx, { siteRole: actor.siteRole, role: draft.role, granted: draft.granted }, draft.tags),
    requireDeclared(tx, { id: draft.modelId, reference: draft.model, teamId: draft.teamId, team: draft.slug }, { ...draft.metadata, tags: draft.tags }),
  );
}

type Numbered = { id: string; modelId: string; metadata: object; number: number; digest: string; files: number; bytes: number; now: string; task: string; framework: string };

/** One statement: from here on the version never changes. */
const giveNumber = gathered<Record<string, never>, Numbered>(
  { id: "uuid", modelId: "uuid", metadata: "jsonb", number: "int", digest: "text", files: "int", bytes: "bigint", now: "timestamptz", task: "text", framework: "text" },
  (asked) => sql`
  with asked as (select * from ${asked}),
  numbered as (update versions v set metadata = a.metadata, number = a.number, digest = a.digest, files = a.files, bytes = a.bytes, finalized_at = a.now from asked a where v.id = a.id)
  update models m set last_number = a.number, newest_number = a.number, updated_at = a.now, task = a.task, framework = a.framework from asked a where m.id = a."modelId"`,
);

/**
 * Writes all that makes a draft a version but its entry in the record.
 * @throws DomainError path_taken; not_found and invalid_input, of a parent
 */
export async function sealVersion(tx: Transaction, actor: Actor, draft: WholeDraft): Promise<{ digest: string; bytes: number }> {
  const { id, modelId, number, files } = draft;
  const { tags: _, ...metadata } = draft.metadata;
  refuseFolderClash(findFolderClash(files.map((file) => file.path)));
  const digest = manifestDigest(files, metadata);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const { task, framework, description } = metadata;
  await together(
    keepLineage(tx, actor, id, metadata),
    giveNumber(tx, { id, modelId, metadata, number, digest, files: files.length, bytes, now: new Date().toISOString(), task, framework }),
  );
  if (!draft.announced) await announceModel(tx, actor, modelId, draft.model, description);
  await enterVersions(tx, [id]);
  return { digest, bytes };
}

/** Has files of a new version that nobody knows looked into. */
export async function haveInspected(tx: Transaction, { id, files }: Pick<WholeDraft, "id" | "files">): Promise<void> {
  const [unknown] = await listUninspected(tx, id, "", 1);
  if (unknown || files.some(({ path }) => pathKey(path) === "readme.md")) await addJob(tx, "inspect_version", { versionId: id });
}

/** Tells of a new version in the record: the last thing that is done, because others wait for it. */
export async function tellVersion(tx: Transaction, actor: Actor, { modelId, model, number, files }: WholeDraft, { digest, bytes }: { digest: string; bytes: number }) {
  const reference = `${model}@${number}`;
  await record(tx, actor, {
    action: "version.registered",
    modelId,
    target: reference,
    details: { version: number, digest, files: files.length, bytes },
  });
  return { reference, version: number, digest, files: files.length, bytes };
}

function refuseFolderClash(path: string | undefined): void {
  if (path === undefined) return;
  throw new DomainError("path_taken", `${JSON.stringify(path)} is a file, and other files of this version need a folder of that name. Rename one of them.`, { path });
}

function refuseIncomplete(held: number, announced: number): void {
  if (held > mostFiles) {
    throw new DomainError("draft_incomplete", `A version has at most ${mostFiles.toLocaleString("en")} files, and this draft holds ${held}. Pack some of them into an archive.`, { held });
  }
  if (held > 0 && held === announced) return;
  throw new DomainError(
    "draft_incomplete",
    held === 0
      ? "A version needs at least one file, and this draft has none. Send its files first."
      : `This draft holds ${held} files, but ${announced} were announced. Send the missing ones, then try again.`,
    { held, announced },
  );
}

/** Of the actor's own draft alone: whoever guesses an id neither waits for another's model nor holds it up. What is added to the lineage is locked with it. */
async function modelOfDraft(tx: Transaction, actor: Actor, draft: string): Promise<string> {
  const [row] = await tx.select({ modelId: versions.modelId, held: lineageHeld }).from(versions).where(and(eq(versions.id, draft), eq(versions.authorId, actor.userId)));
  if (!row) throw notFound("That draft");
  return row.modelId;
}
