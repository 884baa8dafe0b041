import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { bodyOf } from "../blobs/rooms.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor, type Actor } from "../identity/actor.ts";
import { discardBody, readJson, sendJson } from "../responses.ts";
import { attachUpload } from "./commands.ts";
import { completeDirect, signParts } from "./direct.ts";
import { receivedOf, requireUpload } from "./queries.ts";
import { receiveUpload } from "./receive.ts";

const partsSchema = z.object({ parts: z.array(z.number().int().min(1).max(10_000)).max(200) });

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `HEAD` or `PUT /api/uploads/{upload}`: how far an upload has come, and the bytes from there on.
 * HEAD answers with `upload-offset` and `upload-length`, in bytes. PUT has a Content-Range (RFC 9110, section 14.4) that
 * begins where the registry stands and ends with the file; it answers 201 with `{ path, size, sha256 }` when the file is
 * in its draft. A PUT that is cut off keeps what has come.
 */
export async function serveUpload(req: IncomingMessage, res: ServerResponse, ctx: Context, upload: string): Promise<void> {
  const actor = requireSender(ctx, upload);
  const row = await requireUpload(ctx.db, actor, upload);
  if (req.method === "HEAD") {
    res.writeHead(200, { "upload-offset": receivedOf(row), "upload-length": row.size, "cache-control": "no-store" }).end();
    return;
  }
  if (row.way !== "sdk") throw new DomainError("invalid_input", `The upload of ${row.path} was opened to come in another way.`, { way: row.way });
  const at = rangeStart(req, row.size);
  if (row.state === "arriving") {
    await receiveUpload(ctx, actor, upload, {
      at,
      source: bodyOf(req),
      cut: () => req.destroy(),
      lasting: false,
    });
  } else discardBody(req, res);
  sendJson(res, 201, await ctx.db.transaction((tx) => attachUpload(tx, actor, upload)));
}

/** Where the bytes of a request begin, as it says itself; at the file's first where it says nothing. */
function rangeStart(req: IncomingMessage, size: number): number {
  const header = req.headers["content-range"];
  if (header === undefined) return 0;
  const [, start, end, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? [];
  const isRest = start !== undefined && Number(end) === size - 1 && Number(total) === size;
  if (isRest) return Number(start);
  throw new DomainError("invalid_input", `Content-Range must be "bytes N-${size - 1}/${size}", with N the first byte that is sent, and is ${JSON.stringify(header.slice(0, 80))}.`);
}

function requireSender(ctx: Context, upload: string): Actor {
  const actor = requireActor(ctx);
  demandScope(actor, "version:create");
  if (!uuid.test(upload)) throw new DomainError("invalid_input", `${JSON.stringify(upload.slice(0, 80))} is not an upload's id.`);
  return actor;
}

/**
 * `POST /api/uploads/{upload}/parts` with `{ parts: [1, 2, …] }`: answers `{ have: [{ number, size, etag }], urls: […] }`,
 * the parts that the bucket has and where to PUT those that were asked for.
 */
export async function servePartUrls(req: IncomingMessage, res: ServerResponse, ctx: Context, upload: string): Promise<void> {
  const actor = requireSender(ctx, upload);
  const { success, data } = partsSchema.safeParse(await readJson(req));
  if (!success) throw new DomainError("invalid_input", 'The body must be { "parts": [1, 2, …] }: at most 200 numbers from 1 to 10,000.');
  sendJson(res, 200, await signParts(ctx, actor, upload, data.parts));
}

/**
 * `POST /api/uploads/{upload}/complete`: all parts are in the bucket. Answers 201 with `{ path, size, sha256 }` when their
 * digest is known and the file is in its draft, and 202 while it is being found out: then ask again.
 */
export async function serveCompletion(req: IncomingMessage, res: ServerResponse, ctx: Context, upload: string): Promise<void> {
  const actor = requireSender(ctx, upload);
  await readJson(req);
  if (!(await completeDirect(ctx, actor, upload))) return sendJson(res, 202, { state: "verifying" });
  sendJson(res, 201, await ctx.db.transaction((tx) => attachUpload(tx, actor, upload)));
}
