import type { ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { bomMediaType } from "./bom.ts";
import { readBom, readRecipe } from "./dossier.ts";

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

async function write({ db }: Context, actor: NonNullable<Context["actor"]>, reference: string, document: Document): Promise<{ exact: string; type: string; text: string }> {
  if (document === "bom") {
    const { exact, bom } = await readBom(db, actor, reference);
    return { exact, type: bomMediaType, text: `${JSON.stringify(bom, null, 2)}\n` };
  }
  const { recipe, script } = await readRecipe(db, actor, reference);
  if (document === "recipe.json") return { exact: recipe.reference, type: "application/json; charset=utf-8", text: `${JSON.stringify(recipe, null, 2)}\n` };
  return { exact: recipe.reference, type: "text/x-shellscript; charset=utf-8", text: script };
}
