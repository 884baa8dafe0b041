import type { IncomingMessage, ServerResponse } from "node:http";
import { transact } from "../audit/commands.ts";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { readJson, sendJson } from "../responses.ts";
import { reportDeployment } from "./commands.ts";
import { deploymentReportSchema } from "./schema.ts";

/**
 * `POST /api/deployments/{id}/reports`, or `POST /api/deployments/reports` with `model` and `stage` in the body for the latest
 * one of a stage: takes a pipeline's report, for those who send it without TypeScript. The body is JSON as
 * `deployments.report` has it, of at most 64 KiB. Answers 201 with how the deployment stands now; `counts` is false when the
 * report came before under the same `key`, and `digest` is `wrong` when another version is served than the one that should be.
 */
export async function receiveDeploymentReport(req: IncomingMessage, res: ServerResponse, ctx: Context, given: { id: string | undefined }): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "deployment:report");
  const body = (await readJson(req)) ?? {};
  const report = readInput(deploymentReportSchema, given.id !== undefined && typeof body === "object" && !Array.isArray(body) ? { ...body, id: given.id } : body);
  sendJson(res, 201, await transact(ctx.db, "a report of a deployment", (tx) => reportDeployment(tx, actor, report)));
}
