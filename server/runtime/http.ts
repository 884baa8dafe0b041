import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { readJson, sendJson } from "../responses.ts";
import { checkIn } from "./commands.ts";
import { checkInSchema } from "./schema.ts";

/**
 * `POST /api/runtime`: an instance of a service says what it has loaded, as `runtime.checkIn` takes it, for those who say it
 * without TypeScript. Answers 200 with `{ reference, changed, stageVersion, againInSeconds }`.
 */
export async function receiveCheckIn(req: IncomingMessage, res: ServerResponse, ctx: Context): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "runtime:report");
  const said = readInput(checkInSchema, (await readJson(req)) ?? {});
  sendJson(res, 200, await ctx.db.transaction((tx) => checkIn(tx, actor, said)));
}
