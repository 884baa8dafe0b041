import type { IncomingMessage, ServerResponse } from "node:http";
import { claimBlobs } from "../blobs/commands.ts";
import { nativeHash } from "../blobs/hash.ts";
import { bodyOf } from "../blobs/rooms.ts";
import { filePathFault } from "../blobs/schema.ts";
import type { StoredBlob } from "../blobs/store.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { sendJson } from "../responses.ts";
import { admitFiles, attachReceivedFiles } from "./commands.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What a sender who does not say how much it is may send, in bytes. */
const mostUnannounced = 64 * 1024 ** 3;
/** As much as an object store takes, in bytes. */
const largestFile = 5 * 1024 ** 4;
const hex64 = /^[0-9a-f]{64}$/;

function requirePath(path: string): void {
  const fault = filePathFault(path);
  if (fault) throw new DomainError("invalid_input", `The path ${JSON.stringify(path.slice(0, 80))} ${fault}.`, { path });
}

/**
 * `PUT /api/drafts/{draft}/files/{path}`: takes the bytes of one file of a draft, hashed as they arrive. With
 * `x-countersign-sha256` they are refused when they are others than were announced.
 * Answers 201 with `{ path, size, sha256 }`.
 */
export async function receiveFile(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: Context,
  { draft, path }: { draft: string; path: string },
): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "version:create");
  requirePath(path);
  if (!uuid.test(draft)) throw new DomainError("invalid_input", `${JSON.stringify(draft)} is not a draft's id.`);
  const announced = req.headers["x-countersign-sha256"];
  if (announced !== undefined && !(typeof announced === "string" && hex64.test(announced))) {
    throw new DomainError("invalid_input", "x-countersign-sha256 must be 64 lower-case hex digits.");
  }
  const length = req.headers["content-length"];
  const size = length === undefined ? mostUnannounced : Number(length);
  if (size > largestFile) {
    throw new DomainError("body_too_large", `A file has at most ${largestFile} bytes, and ${path} would have ${length}.`, { path, maxBytes: largestFile });
  }
  await ctx.db.transaction((tx) => admitFiles(tx, actor, draft, length === undefined ? 0 : size));
  const blob = await storeBytes(ctx, bodyOf(req), { path, size, announced });
  await ctx.db.transaction((tx) => attachReceivedFiles(tx, actor, draft, [{ path, ...blob }]));
  sendJson(res, 201, { path, size: blob.size, sha256: blob.sha256 });
}

/**
 * Stores bytes as they come. Their digest is claimed before they get their name, and compared with the one announced.
 * @throws DomainError digest_mismatch
 */
async function storeBytes(
  { db, store }: Context,
  source: AsyncIterable<Buffer>,
  { path, size, announced }: { path: string; size: number; announced: string | undefined },
): Promise<StoredBlob> {
  const hash = nativeHash();
  const begun = await store.begin(size);
  try {
    const arrival = await store.append(begun, source, hash, async () => {});
    const blob = { sha256: hash.digest(), size: arrival.bytes, checks: Buffer.from(arrival.checks, "base64") };
    if (announced !== undefined && announced !== blob.sha256) {
      throw new DomainError(
        "digest_mismatch",
        `The bytes of ${path} are not those that were announced: the file changed while it was sent, or was damaged on the way. Send it again.`,
        { path, announced, received: blob.sha256 },
      );
    }
    await claimBlobs(db, [blob]);
    await store.finish(arrival, blob);
    return blob;
  } catch (error) {
    await store.drop(begun);
    throw error;
  }
}
