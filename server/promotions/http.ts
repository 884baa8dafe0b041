import type { ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { sendJson } from "../responses.ts";
import { getPromotion } from "./dossier.ts";
import { promotionIdInput, promotionSchema } from "./schema.ts";

/**
 * `GET /api/promotions/{id}`: the whole of a promotion, with its blockers and who can clear each, as `promotions.get` gives
 * it, for those who ask without TypeScript.
 */
export async function sendPromotion(res: ServerResponse, ctx: Context, given: { id: string }): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const { id } = readInput(promotionIdInput, given);
  res.setHeader("cache-control", "private, no-store");
  sendJson(res, 200, promotionSchema.parse(await getPromotion(ctx.db, actor, id)));
}
