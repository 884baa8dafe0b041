import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { pack, type Pack } from "tar-stream";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { listFiles } from "../versions/queries.ts";
import { cacheControl, disposition } from "./headers.ts";
import { openVerified, type VerifiedBytes } from "./open-verified.ts";
import { findArchived } from "./queries.ts";

const pageFiles = 1000;

/**
 * `GET` or `HEAD /files/{team}/{model}/{selector}.tar`: a whole version as a tar archive (POSIX.1-2001, pax), its files in
 * the order of their paths in a folder `{model}-{number}`. The same version gives the same bytes; the entity tag is its
 * digest. Nothing of it is kept in memory but the piece that is being sent.
 */
export async function sendArchive(req: IncomingMessage, res: ServerResponse, ctx: Context, reference: string): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const version = await findArchived(ctx.db, actor, reference);
  const etag = `"${version.digest}.tar"`;
  const folder = `${version.model.slice(version.model.indexOf("/") + 1)}-${version.number}`;
  const headers = {
    etag,
    "cache-control": cacheControl(reference),
    "x-countersign-version": version.reference,
    "content-type": "application/x-tar",
    "content-disposition": disposition(`${folder}.tar`, false),
  };
  if (req.headers["if-none-match"] === etag || req.method === "HEAD") {
    res.writeHead(req.method === "HEAD" ? 200 : 304, headers).end();
    return;
  }
  ctx.tally.count(actor, version.versionId, { files: version.files, bytes: version.bytes });
  const archive = pack();
  const filling = fill(archive, ctx, version, folder).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  res.writeHead(200, headers);
  await pipeline(archive, res);
  await filling;

  async function fill(into: Pack, { db }: Context, { versionId, reference: exact, createdAt }: typeof version, under: string): Promise<void> {
    let after: string | undefined;
    do {
      const page = await listFiles(db, actor, { reference: exact, after, limit: pageFiles });
      for (const file of page.items) {
        const header = { name: `${under}/${file.path}`, size: file.size, mode: 0o644, mtime: createdAt };
        if (file.size === 0) {
          into.entry(header, Buffer.alloc(0));
          continue;
        }
        const bytes = await openVerified(ctx, { ...file, exact, versionId, createdAt }, { start: 0, end: file.size - 1 });
        try {
          await pipeline(copies(bytes), into.entry(header));
        } finally {
          await bytes.close();
        }
      }
      after = page.next ?? undefined;
    } while (after !== undefined);
    into.finalize();
  }
}

/** The archive passes pieces on when it likes, and by then their memory would hold others. */
async function* copies(bytes: VerifiedBytes): AsyncGenerator<Buffer> {
  for await (const piece of bytes) yield Buffer.from(piece);
}
