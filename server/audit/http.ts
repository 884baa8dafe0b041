import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Context } from "../context.ts";
import { demandOnSite } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import type { ChainedEntry } from "./chain.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { csvHead, csvOf } from "./csv.ts";
import { readLines } from "./queries.ts";
import { formats, recordFilterSchema } from "./schema.ts";

const querySchema = recordFilterSchema.extend({ format: z.enum(formats, { error: "must be jsonl or csv" }).default("jsonl") });

function demandReading(ctx: Context): void {
  demandOnSite(requireActor(ctx), "audit:read");
}

/**
 * `GET /api/audit?format=jsonl|csv&actor=…&action=…&model=…&outcome=…&since=…&until=…&text=…`: the record, or what the
 * filter leaves of it, in the order of its numbers. It is as long as it is: read as fast as the other side takes it, with
 * nothing held meanwhile. One that is not whole ends with the connection and not with the answer.
 */
export async function sendRecord(res: ServerResponse, ctx: Context, query: URLSearchParams): Promise<void> {
  demandReading(ctx);
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ""));
  const { format, ...filter } = readInput(querySchema, given);
  const name = `countersign-audit-${new Date().toISOString().slice(0, 10)}.${format}`;
  res.writeHead(200, {
    "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });
  if (res.req.method === "HEAD") {
    res.end();
    return;
  }
  await pipeline(Readable.from(format === "csv" ? asCsv(readLines(ctx.db, filter)) : asLines(readLines(ctx.db, filter))), res);
}

async function* asLines(batches: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const lines of batches) yield `${lines.join("\n")}\n`;
}

async function* asCsv(batches: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield csvHead();
  for await (const lines of batches) yield csvOf(lines.map((line) => JSON.parse(line) as ChainedEntry));
}

/** `GET /api/audit/checkpoints`: what was signed outside the database, one JSON object per line, ascending. */
export async function sendCheckpoints(res: ServerResponse, ctx: Context, checkpoints: Checkpoints): Promise<void> {
  demandReading(ctx);
  res.writeHead(200, { "content-type": "application/jsonl; charset=utf-8", "cache-control": "no-store" });
  const lines = async function* () {
    for await (const checkpoint of checkpoints.read()) yield `${JSON.stringify(checkpoint)}\n`;
  };
  await pipeline(Readable.from(lines()), res);
}

/** `GET /api/audit/key`: the public key that checkpoints are signed with, as PEM. */
export function sendKey(res: ServerResponse, ctx: Context, checkpoints: Checkpoints): void {
  demandReading(ctx);
  res.writeHead(200, { "content-type": "application/x-pem-file", "cache-control": "no-store" });
  res.end(checkpoints.publicKey);
}
