import type { IncomingMessage, ServerResponse } from "node:http";
import { filePathFault } from "../blobs/schema.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor, type Actor } from "../identity/actor.ts";
import { findFile, type StoredFile } from "../versions/queries.ts";
import { cacheControl, contentType, disposition } from "./headers.ts";
import { openVerified, type VerifiedBytes } from "./open-verified.ts";
import { byteRange } from "./range.ts";

/** How long a URL of the bucket is good for that a client is sent to, in seconds. */
const directSeconds = 900;

/**
 * `GET` or `HEAD /files/{team}/{model}/{selector}/{path}`: the bytes of one file, whole or in one range. The entity tag
 * is the digest. With `?view` a browser shows it, if it is of a kind that runs nothing; else it saves it. With
 * `x-countersign-direct: 1` the answer may be 307 to a presigned URL of the bucket that holds the bytes.
 */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: Context,
  { reference, path, view }: { reference: string; path: string; view: boolean },
): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const fault = filePathFault(path);
  if (fault) throw new DomainError("invalid_input", `The path ${JSON.stringify(path.slice(0, 80))} ${fault}.`, { path });
  const file = await findFile(ctx.db, actor, reference, path);
  const etag = `"sha256:${file.sha256}"`;
  // Given with an answer and not before: a refusal must not be kept for as long as the file may.
  const headers = {
    etag,
    "accept-ranges": "bytes",
    "last-modified": file.createdAt.toUTCString(),
    "cache-control": cacheControl(reference),
    "x-countersign-version": file.exact,
    "content-type": contentType(path, view),
    "content-disposition": disposition(path, view),
    // Whatever is stored is data: a browser neither guesses a type nor runs anything of it, and no page of ours is near.
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "cross-origin-resource-policy": "same-origin",
  };
  if (matches(req.headers["if-none-match"], etag)) {
    res.writeHead(304, headers).end();
    return;
  }
  const fresh = req.headers["if-range"] === undefined || req.headers["if-range"] === etag;
  const range = fresh ? byteRange(req.headers.range, file.size) : null;
  if (range === "unsatisfiable") {
    res.writeHead(416, { "content-range": `bytes */${file.size}`, "content-length": 0 }).end();
    return;
  }
  const wanted = range ?? { start: 0, end: file.size - 1 };
  // A page that shows a picture fetches nothing for anybody.
  if (req.method !== "HEAD" && !view) count(ctx, actor, file, wanted);
  if (req.method !== "HEAD" && req.headers["x-countersign-direct"] === "1" && ctx.store.direct && file.size > 0) {
    const location = await ctx.store.direct.signRead(file.sha256, { disposition: disposition(path, false), seconds: directSeconds });
    res.writeHead(307, { location, etag, "cache-control": "no-store", "content-length": 0 }).end();
    return;
  }
  const bytes = req.method === "HEAD" || file.size === 0 ? null : await openVerified(ctx, file, wanted);
  res.writeHead(range ? 206 : 200, {
    ...headers,
    "content-length": wanted.end - wanted.start + 1,
    ...(range ? { "content-range": `bytes ${wanted.start}-${wanted.end}/${file.size}` } : {}),
  });
  if (bytes) return await send(bytes, res);
  res.end();
}

/** Writes piece after piece, each when the one before it has left: its memory is used again. */
async function send(bytes: VerifiedBytes, res: ServerResponse): Promise<void> {
  try {
    for await (const piece of bytes) if (!(await leave(res, piece))) return;
    res.end();
  } finally {
    // What nobody listens to any more is let go all the same.
    await bytes.close();
  }
}

/** @returns whether the piece has left; not, when the other side has hung up */
function leave(res: ServerResponse, piece: Buffer): Promise<boolean> {
  if (res.destroyed || res.closed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const hungUp = () => resolve(false);
    res.once("close", hungUp);
    res.write(piece, (error) => {
      res.off("close", hungUp);
      resolve(!error);
    });
  });
}

/** Whether If-None-Match (RFC 9110, section 13.1.2) names the entity tag. */
function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^W\//, "")));
}

/** A file counts as fetched when its first byte is; its bytes whenever they are. */
function count({ tally }: Context, actor: Actor, { versionId }: StoredFile, { start, end }: { start: number; end: number }): void {
  tally.count(actor, versionId, { files: start === 0 ? 1 : 0, bytes: end - start + 1 });
}
