import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { sendJson } from "../responses.ts";
import { resolveReference } from "./queries.ts";

/**
 * `GET /api/references/{team}/{model}@{selector}`: which version a reference names, now, for those who ask without
 * TypeScript. Answers `{ reference, model, version, digest, versionId }`; the entity tag is the digest, so that who
 * polls with If-None-Match gets 304 until the pointer moves.
 */
export async function sendReference(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: Context,
  { reference }: { reference: string },
): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const resolved = await resolveReference(ctx.db, actor, reference);
  const etag = `"${resolved.reference}:${resolved.digest}"`;
  res.setHeader("etag", etag);
  res.setHeader("cache-control", "private, no-cache");
  if (req.headers["if-none-match"] === etag) res.writeHead(304).end();
  else sendJson(res, 200, resolved);
}
