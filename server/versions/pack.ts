import type { IncomingMessage, ServerResponse } from "node:http";
import { extract, type Header } from "tar-stream";
import { claimBlobs } from "../blobs/commands.ts";
import { blobOf } from "../blobs/hash.ts";
import { filePathFault } from "../blobs/schema.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor, type Actor } from "../identity/actor.ts";
import { sendJson } from "../responses.ts";
import { admitFiles, attachReceivedFiles, type ReceivedFile } from "./commands.ts";
import { mostFiles } from "./rules.ts";

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
  const place = async (size: number) => {
    if (batch.length === batchFiles || filled + size > batchBytes) await flush();
    if (batch.length === 0) room = Buffer.allocUnsafeSlow(batchBytes);
    filled += size;
    return room.subarray(filled - size, filled);
  };
  for await (const entry of entriesOf(req, place)) {
    batch.push(entry);
    if (stored.length + batch.length > mostFiles) throw new DomainError("body_too_large", `A version has at most ${mostFiles.toLocaleString("en")} files. Pack some of them into an archive of their own.`, { mostFiles });
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

/**
 * The files of an archive.
 * @param place gives the memory for the next one
 */
async function* entriesOf(req: IncomingMessage, place: (size: number) => Promise<Buffer>): AsyncGenerator<Entry> {
  const archive = extract();
  // Not destroyed when an entry is refused: the answer that says why still has to go through.
  const feeding = feed(req, archive);
  let unkept: unknown;
  try {
    for await (const entry of archive) {
      const path = requireFile(entry.header);
      const bytes = await place(entry.header.size).catch((error: unknown) => {
        unkept = error;
        throw error;
      });
      let at = 0;
      for await (const piece of entry) at += (piece as Buffer).copy(bytes, at);
      if (at < bytes.length) throw new Error(`${path} ends early`);
      yield { path, bytes };
    }
  } catch (error) {
    // What came before could not be kept: a full disk is no fault of the archive.
    throw error === unkept || error instanceof DomainError || req.socket.destroyed ? error : malformed(error);
  } finally {
    archive.destroy();
    await feeding;
  }
}

async function feed(req: IncomingMessage, archive: ReturnType<typeof extract>): Promise<void> {
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false })) {
      if (archive.destroyed) return;
      if (!archive.write(piece)) await writable(archive);
    }
    archive.end(undefined);
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Waits until the archive takes more, or nothing any more. */
function writable(archive: ReturnType<typeof extract>): Promise<void> {
  return new Promise((resolve) => {
    const proceed = () => {
      archive.off("drain", proceed).off("close", proceed);
      resolve();
    };
    archive.on("drain", proceed).on("close", proceed);
  });
}

function requireFile({ name, type, size }: Header): string {
  if (type !== "file" && type !== "contiguous-file") {
    throw new DomainError("invalid_input", `${JSON.stringify(name.slice(0, 80))} is a ${type ?? "thing"} in the archive; only files can be taken.`, { path: name });
  }
  const fault = filePathFault(name);
  if (fault) throw new DomainError("invalid_input", `The path ${JSON.stringify(name.slice(0, 80))} ${fault}.`, { path: name });
  if (size > mostFile) {
    throw new DomainError("body_too_large", `${name} has ${size} bytes. Files of more than ${mostFile} bytes are sent each by itself.`, { path: name, maxBytes: mostFile });
  }
  return name;
}

function malformed(error: unknown): DomainError {
  return new DomainError("malformed_body", `The body is no tar archive: ${error instanceof Error ? error.message : String(error)}.`);
}
