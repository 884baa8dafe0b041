import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { filePathFault } from "../blobs/schema.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { sendJson } from "../responses.ts";
import { admitFile, attachReceivedFile } from "./commands.ts";
import { findFile } from "./queries.ts";
import { byteRange } from "./range.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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
  await ctx.db.transaction((tx) => admitFile(tx, actor, draft));
  // Not destroyed when storing fails: the answer that says why still has to go through.
  const blob = await ctx.store.write(req.iterator({ destroyOnReturn: false }));
  if (announced !== undefined && announced !== blob.sha256) {
    throw new DomainError(
      "digest_mismatch",
      `The bytes of ${path} are not those that were announced: the file changed while it was sent, or was damaged on the way. Send it again.`,
      { path, announced, received: blob.sha256 },
    );
  }
  await ctx.db.transaction((tx) => attachReceivedFile(tx, actor, draft, { path, ...blob }));
  sendJson(res, 201, { path, ...blob });
}

/**
 * `GET` or `HEAD /files/{team}/{model}/{selector}/{path}`: the bytes of one file, whole or in one range. The entity tag
 * is the digest.
 */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: Context,
  { reference, path }: { reference: string; path: string },
): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  requirePath(path);
  const file = await findFile(ctx.db, actor, reference, path);
  const etag = `"sha256:${file.sha256}"`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  res.setHeader("etag", etag);
  res.setHeader("accept-ranges", "bytes");
  res.setHeader("cache-control", "private, no-cache");
  res.setHeader("x-countersign-version", file.exact);
  res.setHeader("content-type", "application/octet-stream");
  res.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  // Whatever is stored is data: a browser neither guesses a type nor runs anything of it.
  res.setHeader("content-security-policy", "sandbox; default-src 'none'");
  if (req.headers["if-none-match"] === etag) {
    res.writeHead(304).end();
    return;
  }
  const fresh = req.headers["if-range"] === undefined || req.headers["if-range"] === etag;
  const range = fresh ? byteRange(req.headers.range, file.size) : null;
  if (range === "unsatisfiable") {
    res.writeHead(416, { "content-range": `bytes */${file.size}`, "content-length": 0 }).end();
    return;
  }
  const length = range ? range.end - range.start + 1 : file.size;
  const bytes = length > 0 ? await ctx.store.read(file.sha256, range ?? undefined) : null;
  res.writeHead(range ? 206 : 200, {
    "content-length": length,
    ...(range ? { "content-range": `bytes ${range.start}-${range.end}/${file.size}` } : {}),
  });
  if (req.method !== "HEAD" && bytes) return await pipeline(bytes, res);
  bytes?.destroy();
  res.end();
}
