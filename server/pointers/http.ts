import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { sendJson } from "../responses.ts";
import { liveAt, listStays } from "./history.ts";
import { resolveReference } from "./queries.ts";
import { historyInputSchema, liveAtInputSchema } from "./schema.ts";

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

/**
 * `GET /api/history/{team}/{model}`: what was live when, for those who ask without TypeScript. `?at=<instant>` asks what was
 * live then; without it there are `pointer`, `limit` (100 at most) and `cursor`, the `nextCursor` of the page before.
 * Answers `{ items, nextCursor }`, the latest first.
 */
export async function sendHistory(res: ServerResponse, ctx: Context, { model, query }: { model: string; query: URLSearchParams }): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  res.setHeader("cache-control", "private, no-store");
  const { limit, ...given } = { model, ...Object.fromEntries(query) } as Record<string, string>;
  if (given["at"] !== undefined) {
    return sendJson(res, 200, { items: await liveAt(ctx.db, actor, readInput(liveAtInputSchema, given)), nextCursor: null });
  }
  sendJson(res, 200, await listStays(ctx.db, actor, readInput(historyInputSchema, { ...given, ...(limit === undefined ? {} : { limit: Number(limit) }) })));
}
