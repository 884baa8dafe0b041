import type { IncomingMessage, ServerResponse } from "node:http";
import { claimBlobs } from "../blobs/commands.ts";
import { blobOf } from "../blobs/hash.ts";
import { bodyOf } from "../blobs/rooms.ts";
import { filePathFault } from "../blobs/schema.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor, type Actor } from "../identity/actor.ts";
import { sendJson } from "../responses.ts";
import { admitFiles, attachReceivedFiles, type ReceivedFile } from "./commands.ts";
import { mostFiles } from "./rules.ts";
import { NoArchive, unpack, type Header } from "./unpack.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The largest file that may come in a pack: larger ones are sent each by itself, and go on after a cut. In bytes. */
const mostFile = 1024 * 1024;
/** Files that are stored and attached together: many enough that one sync for all hardly counts for each. */
const batchFiles = 1000;
const batchBytes = 4 * 1024 * 1024;

interface Entry {
  path: string;
  bytes: Buffer;
}

/**
 * `POST /api/drafts/{draft}/files`: many small files of a draft at once, as a tar archive. What was stored before a cut
 * stays attached; sending a file again changes nothing. Answers 201 with `{ files: [{ path, size, sha256 }] }`.
 */
export async function receivePack(req: IncomingMessage, res: ServerResponse, ctx: Context, draft: string): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "version:create");
  if (!uuid.test(draft)) throw new DomainError("invalid_input", `${JSON.stringify(draft)} is not a draft's id.`);
  await ctx.db.transaction((tx) => admitFiles(tx, actor, draft, 0));
  const stored: ReceivedFile[] = [];
  let batch: Entry[] = [];
  // All files of a batch lie in one piece of memory, which is given back as soon as they are stored.
  let room = Buffer.alloc(0);
  let filled = 0;
  const flush = async () => {
    if (batch.length > 0) stored.push(...(await store(ctx, actor, draft, batch)));
    batch = [];
    filled = 0;
    room.buffer.transfer(0);
    room = Buffer.alloc(0);
  };
  const place = async (header: Header) => {
    requireFile(header);
    if (stored.length + batch.length === mostFiles) throw tooMany();
    if (batch.length === batchFiles || filled + header.size > batchBytes) await flush();
    if (batch.length === 0) room = Buffer.allocUnsafeSlow(batchBytes);
    filled += header.size;
    return room.subarray(filled - header.size, filled);
  };
  try {
    for await (const { header, bytes } of unpack(bodyOf(req), place)) batch.push({ path: header.path, bytes });
  } catch (error) {
    throw error instanceof NoArchive ? new DomainError("malformed_body", `The body is no tar archive: ${error.message}.`) : error;
  }
  await flush();
  sendJson(res, 201, { files: stored.map(({ path, size, sha256 }) => ({ path, size, sha256 })) });
}

async function store({ db, store: blobStore }: Context, actor: Actor, draft: string, batch: readonly Entry[]): Promise<ReceivedFile[]> {
  const files = batch.map(({ path, bytes }) => ({ path, bytes, ...blobOf(bytes) }));
  // Claimed before they get their names, so that nobody collects them just as they arrive.
  await claimBlobs(db, files);
  await blobStore.writeBatch(files);
  await db.transaction((tx) => attachReceivedFiles(tx, actor, draft, files));
  return files.map(({ path, sha256, size, checks }) => ({ path, sha256, size, checks }));
}

function requireFile({ path, type, size }: Header): void {
  if (type !== "file") {
    throw new DomainError("invalid_input", `${JSON.stringify(path.slice(0, 80))} is a ${type} in the archive; only files can be taken.`, { path });
  }
  const fault = filePathFault(path);
  if (fault) throw new DomainError("invalid_input", `The path ${JSON.stringify(path.slice(0, 80))} ${fault}.`, { path });
  if (size > mostFile) {
    throw new DomainError("body_too_large", `${path} has ${size} bytes. Files of more than ${mostFile} bytes are sent each by itself.`, { path, maxBytes: mostFile });
  }
}

function tooMany(): DomainError {
  return new DomainError("body_too_large", `A version has at most ${mostFiles.toLocaleString("en")} files. Pack some of them into an archive of their own.`, { mostFiles });
}
