import type { IncomingMessage, ServerResponse } from "node:http";
import { transact } from "../audit/commands.ts";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { readJson, sendJson } from "../responses.ts";
import { reportCheck } from "./commands.ts";
import { reportInputSchema } from "./schema.ts";

/**
 * `POST /api/checks`: takes a pipeline's report of a check, for those who send it without TypeScript. The body is JSON as
 * `checks.report` has it, of at most 64 KiB; the token has to be pinned to the check.
 * Answers 201 with `{ reference, check, status, counts }`; `counts` is false when it only repeats what is known, so that a
 * pipeline that names its `run` can send a report as often as it likes.
 */
export async function receiveReport(req: IncomingMessage, res: ServerResponse, ctx: Context): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "check:report");
  const report = readInput(reportInputSchema, (await readJson(req)) ?? {});
  sendJson(res, 201, await transact(ctx.db, "a report of a check", (tx) => reportCheck(tx, actor, report)));
}
