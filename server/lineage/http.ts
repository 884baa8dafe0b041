import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { explainInput, unstorable } from "../input-errors.ts";
import { readJson, sendJson } from "../responses.ts";
import { bomMediaType } from "./bom.ts";
import { readBom, readRecipe } from "./dossier.ts";
import { takeEvent } from "./events.ts";
import { eventSchema, isOfRun, type LineageEvent } from "./openlineage.ts";
import type { Report } from "./schema.ts";

/** What a version can be had as. */
export type Document = "bom" | "recipe.json" | "recipe.sh";

/**
 * `GET /api/versions/{team}/{model}@{selector}/bom`: its bill of materials, CycloneDX 1.6 with a model card;
 * `…/recipe.json` and `…/recipe.sh`: how it was made, as docs/reproduce.md describes it. All of them as files to keep.
 */
export async function sendDocument(res: ServerResponse, ctx: Context, { reference, document }: { reference: string; document: Document }): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const { exact, type, text } = await write(ctx, actor, reference, document);
  const name = exact.replaceAll(/[/@]/g, "-");
  const file = { bom: `${name}.cdx.json`, "recipe.json": `${name}.recipe.json`, "recipe.sh": `reproduce-${name}.sh` }[document];
  res.writeHead(200, {
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "content-disposition": `attachment; filename="${file}"`,
    "cache-control": "private, no-cache",
  });
  res.end(res.req.method === "HEAD" ? undefined : text);
}

async function write({ db, store }: Context, actor: NonNullable<Context["actor"]>, reference: string, document: Document): Promise<{ exact: string; type: string; text: string }> {
  if (document === "bom") {
    const { exact, bom } = await readBom(db, store, actor, reference);
    return { exact, type: bomMediaType, text: `${JSON.stringify(bom, null, 2)}\n` };
  }
  const { recipe, script } = await readRecipe(db, actor, reference);
  if (document === "recipe.json") return { exact: recipe.reference, type: "application/json; charset=utf-8", text: `${JSON.stringify(recipe, null, 2)}\n` };
  return { exact: recipe.reference, type: "text/x-shellscript; charset=utf-8", text: script };
}

/** What a lineage event may have, in bytes: those of Spark hold whole plans. */
const mostEvent = 1024 * 1024;
/** Events up to so many bytes are kept as they are; of larger ones, what is understood. */
const mostKept = 64 * 1024;

/**
 * `POST /api/lineage` (and `/api/v1/lineage`, where OpenLineage's clients send to): takes one event, as docs/lineage-events.md
 * describes it, with a token of the scope `version:create`. Answers 201 with what came of it, and 200 when there was nothing to keep.
 */
export async function receiveEvent(req: IncomingMessage, res: ServerResponse, ctx: Context): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "version:create");
  if (req.headers["content-encoding"] !== undefined && req.headers["content-encoding"] !== "identity") {
    throw new DomainError("invalid_input", "Events are read as plain JSON: turn off the compression of the client.");
  }
  const given = (await readJson(req, mostEvent)) ?? {};
  const event = readEvent(given);
  if (!isOfRun(event)) {
    const about = event.dataset ? "a dataset" : "a job";
    return sendJson(res, 200, { run: null, kept: false, known: false, versions: [], notes: [`This event is about ${about} and about no run: it says nothing of a version, and is not kept.`] } satisfies Report);
  }
  const whole = unstorable(given) === null && Number(req.headers["content-length"] ?? mostEvent) <= mostKept;
  const payload = (whole ? given : event) as Record<string, unknown>;
  const origins = new Set([ctx.mailing.origin, `http://${req.headers.host}`, `https://${req.headers.host}`]);
  const isHere = (namespace: string) => namespace === "countersign" || origins.has(namespace.replace(/\/$/, ""));
  sendJson(res, 201, await ctx.db.transaction((tx) => takeEvent(tx, actor, { event, payload, isHere })));
}

/** Reads what is understood of an event; the rest may be anything. @throws DomainError invalid_input */
function readEvent(given: unknown): LineageEvent {
  const { success, data, error } = eventSchema.safeParse(given);
  if (!success) {
    const { message, reason, details } = explainInput(error);
    throw new DomainError(reason, message, details);
  }
  const fault = unstorable(JSON.parse(JSON.stringify(data)));
  if (fault) throw new DomainError("invalid_input", fault);
  return data;
}
