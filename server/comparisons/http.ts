import type { ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { sendJson } from "../responses.ts";
import { csvOf } from "./csv.ts";
import { markdownOf } from "./markdown.ts";
import { compareVersions } from "./queries.ts";
import { compareAddressSchema, comparisonSchema } from "./schema.ts";

/** How many files, and tensors, a document lists; it says how many it leaves out. */
const mostListed = 5000;

const texts = {
  csv: { write: csvOf, type: "text/csv; charset=utf-8", ending: "csv" },
  markdown: { write: markdownOf, type: "text/markdown; charset=utf-8", ending: "md" },
};

/**
 * `GET /api/compare?versions=risk/a@1,risk/b@3&baseline=risk/b@3&all=1&format=csv|markdown|json`: several versions side by side,
 * as a document; JSON as `comparisons.compare` gives it.
 */
export async function sendComparison(res: ServerResponse, ctx: Context, query: URLSearchParams): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const { versions, baseline, all, format } = readInput(compareAddressSchema, Object.fromEntries(query));
  const input = { references: versions, baseline: baseline === undefined ? 0 : versions.indexOf(baseline), all: all === "1" };
  const comparison = comparisonSchema.parse(await compareVersions(ctx.db, actor, input, mostListed));
  res.setHeader("cache-control", "private, no-store");
  if (format === "json") {
    sendJson(res, 200, comparison);
    return;
  }
  const { write, type, ending } = texts[format];
  const text = write(comparison);
  res.writeHead(200, { "content-type": type, "content-disposition": `attachment; filename="countersign-comparison.${ending}"`, "content-length": Buffer.byteLength(text) });
  res.end(res.req.method === "HEAD" ? undefined : text);
}
