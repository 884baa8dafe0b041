import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { gathered, once, planOnce, together } from "../db/statement.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lineageHeld } from "../lineage/locks.ts";
import { ensureModel, lockModel } from "../models/commands.ts";
import type { Visibility } from "../models/schema.ts";
import { countBytes } from "../storage/commands.ts";
import { vocabularyHeld } from "../tags/queries.ts";
import { haveInspected, holdReadable, insertFiles, requireAllowed, requireDraft, sealVersion, tellVersion } from "./commands.ts";
import { nextNumber } from "./rules.ts";
import type { Metadata, VersionFile } from "./schema.ts";

/**
 * Registers a version at once: nothing of it has to be sent, because the registry holds the bytes of all its files, and the actor
 * may read them.
 * @param input.id of the version, chosen by the caller: however often it is asked for, one version comes of it
 * @throws DomainError files_missing, with the paths whose bytes have to be sent; already_finalized, with the version that has come
 *   of the id; version_exists, version_number, path_taken, quota_exceeded; metadata_refused, tag_unknown, tag_conflict, tag_reserved; already_exists,
 *   when a visibility is given for a model that is there; not_found, forbidden
 */
export async function registerVersion(
  tx: Transaction,
  actor: Actor,
  input: { id: string; model: string; metadata: Metadata; files: readonly VersionFile[]; version?: number | undefined; visibility?: Visibility | undefined },
) {
  const { metadata, files } = input;
  const tags = [...new Set(metadata.tags)];
  const [, , model] = await together(planOnce(tx), hold(tx), ensureModel(tx, actor, input.model, metadata.description, input.visibility));
  demand(actor, model.team, "version:create");
  const { id } = input;
  const { id: teamId, slug, role, granted } = model.team;
  const described = { id, modelId: model.id, model: input.model, teamId, slug, role, granted, metadata, files, tags };
  // The lock is had before what comes behind it.
  const [{ lastNumber, announced }, , held] = await together(lockModel(tx, model.id), begin(tx, actor, described), holdReadable(tx, actor, files), requireAllowed(tx, actor, described));
  const whole = { ...described, announced, number: nextNumber(input.model, lastNumber, input.version) };
  refuseMissing(files, held);
  const [, , , , sealed] = await together(insertFiles(tx, id, files), insertTags(tx, { id, tags }), haveInspected(tx, whole), countBytes(tx, { teamId, slug }, files), sealVersion(tx, actor, whole));
  return await tellVersion(tx, actor, whole, sealed);
}

const hold = once(sql`select ${lineageHeld}, ${vocabularyHeld}`);
const insertTags = gathered<Record<string, never>, { id: string; tags: readonly string[] }>({ id: "uuid", tags: "text[]" }, (asked) => sql`
  insert into version_tags (version_id, tag) select asked.id, t from ${asked}, unnest(asked.tags) t`);
/** Of two who ask for one id, one has it. */
const insertDraft = gathered<{ id: string }, { id: string; modelId: string; metadata: object; authorId: string }>({ id: "uuid", modelId: "uuid", metadata: "jsonb", authorId: "uuid" }, (asked) => sql`
  with asked as (select * from ${asked}),
  begun as (insert into versions (id, model_id, metadata, author_id) select id, "modelId", metadata, "authorId" from asked on conflict do nothing returning id, model_id)
  select a.n, a.id from asked a join begun b on b.id = a.id and b.model_id = a."modelId"`);

/** Writes the row that becomes the version. */
async function begin(tx: Transaction, actor: Actor, { id, modelId, metadata }: { id: string; modelId: string; metadata: Metadata }): Promise<void> {
  const { tags: _, ...declared } = metadata;
  const [begun] = await insertDraft(tx, { id, modelId, metadata: declared, authorId: actor.userId });
  if (begun) return;
  await requireDraft(tx, actor, id);
  throw new DomainError("invalid_input", "The id is that of a draft, which is finalized with versions.finalize. Give an id of its own.", { id });
}

function refuseMissing(files: readonly VersionFile[], held: readonly VersionFile[]): void {
  if (held.length === files.length) return;
  const here = new Set(held);
  const missing = files.filter((file) => !here.has(file)).map(({ path }) => path);
  const named = missing.slice(0, 5).map((path) => JSON.stringify(path)).join(", ");
  throw new DomainError(
    "files_missing",
    `The bytes of ${missing.length === 1 ? "1 file" : `${missing.length.toLocaleString("en")} files`} are not here, or not yours to read: ${named}${missing.length > 5 ? ", …" : ""}. ` +
      "Open a draft with versions.draft, send them, and finalize it.",
    { missing },
  );
}
