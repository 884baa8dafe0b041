/** What a backup is made of. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { z } from "zod";

export const manifestName = "manifest.json";
/** Beside all backups of a folder: bytes are kept once for all of them. */
export const blobsFolder = "blobs";
export const backupsFolder = "backups";

/** A file of the backup. */
const partSchema = z.object({ file: z.string(), bytes: z.number(), sha256: z.string().length(64) });
export type Part = z.infer<typeof partSchema>;

const tableSchema = partSchema.extend({ schema: z.string(), name: z.string(), columns: z.array(z.string()), rows: z.number() });
export type TablePart = z.infer<typeof tableSchema>;

const manifestSchema = z.object({
  form: z.literal("countersign.backup/1"),
  /** When the snapshot was taken; ISO 8601. */
  at: z.string(),
  /** The id that the registry's checkpoints name. */
  registry: z.string(),
  /** The times of the migrations that the database had. */
  migrations: z.array(z.number()),
  /** How many migrations the job queue had. */
  jobMigrations: z.number(),
  tables: z.array(tableSchema),
  /** Where each sequence stood. */
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() })),
  /** The list of blobs: a line each, with SHA-256 and size. */
  blobs: partSchema.extend({ count: z.number(), total: z.number() }),
  /** What could not be copied, because it was missing or damaged where it was copied from. */
  missing: z.array(z.string()),
  /** `secret`: the registry's own secret; `key.pem`: what signs checkpoints; `checkpoints.jsonl`: what it has signed. */
  keys: z.array(partSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Names a backup and all that is in it: SHA-256 of its canonical JSON (RFC 8785). */
export function digestOf(manifest: Manifest): string {
  return createHash("sha256").update(canonicalize(manifest) ?? "").digest("hex");
}

/**
 * Finds a backup: the folder is one, or holds some, of which the newest that is complete is taken.
 * @throws Error in one sentence, when there is none, or its manifest was changed
 */
export async function findBackup(from: string): Promise<{ folder: string; blobs: string; manifest: Manifest; digest: string }> {
  const folder = await folderOf(from);
  const text = await readFile(join(folder, manifestName), "utf8").catch(() => null);
  if (text === null) throw new Error(`There is no complete backup in ${from}: it has no ${manifestName}, which is written last.`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = null;
  }
  const { data } = z.object({ digest: z.string(), manifest: manifestSchema }).safeParse(content);
  if (!data) throw new Error(`${join(folder, manifestName)} is no manifest of a backup that this version can read.`);
  if (digestOf(data.manifest) !== data.digest) throw new Error(`${join(folder, manifestName)} was changed after the backup was taken.`);
  return { folder, blobs: join(folder, "..", "..", blobsFolder), ...data };
}

async function folderOf(from: string): Promise<string> {
  const names = await readdir(join(from, backupsFolder)).catch(() => []);
  for (const name of names.toSorted((a, b) => (a < b ? 1 : -1))) {
    const folder = join(from, backupsFolder, name);
    if ((await readdir(folder)).includes(manifestName)) return folder;
  }
  return from;
}

/** @throws Error in one sentence, when a part is not as it was written */
export async function demandPart(folder: string, part: Part): Promise<void> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of createReadStream(join(folder, part.file), { highWaterMark: 1024 * 1024 })) {
      hash.update(piece as Buffer);
      bytes += (piece as Buffer).length;
    }
  } catch (error) {
    throw new Error(`${part.file} of the backup can't be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (bytes !== part.bytes || hash.digest("hex") !== part.sha256) throw new Error(`${part.file} of the backup was changed, or is cut off. Take another backup.`);
}
