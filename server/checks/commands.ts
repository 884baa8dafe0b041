import { and, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { difference } from "../audit/difference.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { advanceVersion } from "../promotions/tend.ts";
import { peopleBehind } from "../tokens/queries.ts";
import { versions } from "../versions/tables.ts";
import { lastReport, requireExternalCheck } from "./queries.ts";
import type { ReportInput } from "./schema.ts";
import { advances } from "./succession.ts";
import { checkReports, externalChecks } from "./tables.ts";

/** Names a check that pipelines will report. One that was retired comes back. @throws DomainError already_exists */
export async function defineCheck(tx: Transaction, actor: Actor, input: { name: string; description: string }) {
  const [check] = await tx
    .insert(externalChecks)
    .values({ ...input, createdBy: actor.userId })
    .onConflictDoUpdate({ target: externalChecks.name, set: { description: input.description, retiredAt: null }, setWhere: sql`${externalChecks.retiredAt} is not null` })
    .returning({ name: externalChecks.name });
  if (!check) throw new DomainError("already_exists", `The check ${input.name} is defined already.`, { check: input.name });
  await record(tx, actor, { action: "check.defined", target: input.name, details: { description: input.description } });
  return { name: input.name };
}

/** Says what a check is about. @throws DomainError check_unknown */
export async function describeCheck(tx: Transaction, actor: Actor, input: { name: string; description: string }) {
  await requireExternalCheck(tx, input.name);
  const [before] = await tx.select({ description: externalChecks.description }).from(externalChecks).where(eq(externalChecks.name, input.name)).for("update");
  await tx.update(externalChecks).set({ description: input.description }).where(eq(externalChecks.name, input.name));
  await record(tx, actor, { action: "check.described", target: input.name, details: difference({ ...before }, { description: input.description }) });
  return { name: input.name };
}

/**
 * Takes a check out of use: it can't be reported or demanded any more.
 * @throws DomainError check_unknown; stage_in_use, when a policy in force demands it
 */
export async function retireCheck(tx: Transaction, actor: Actor, input: { name: string }) {
  await requireExternalCheck(tx, input.name);
  const demanding = await tx.execute<{ stage: string; scope: string }>(sql`
    select stage, scope from (select distinct on (stage, scope, mode) stage, scope, rules from policies order by stage, scope, mode, version desc) newest
    where rules -> 'checks' @> ${JSON.stringify([{ kind: "external", name: input.name }])}::jsonb limit 20`);
  if (demanding.length > 0) {
    const named = [...new Set(demanding.map(({ stage, scope }) => `${stage} (${scope.split(":", 1)[0]})`))].join(", ");
    throw new DomainError("stage_in_use", `The check ${input.name} is demanded by the policies of ${named}. Take it out of those first.`, { policies: demanding });
  }
  await tx.update(externalChecks).set({ retiredAt: new Date() }).where(and(eq(externalChecks.name, input.name), isNull(externalChecks.retiredAt)));
  await record(tx, actor, { action: "check.retired", target: input.name });
  return { name: input.name };
}

/**
 * Takes a pipeline's report of a check on a version, and has every open promotion of it looked at again. Reports of one run
 * may come twice and in any order.
 * @throws DomainError check_unknown; check_not_pinned, when the credential may not report it; self_approval, forbidden, not_found
 */
export async function reportCheck(tx: Transaction, actor: Actor, input: ReportInput) {
  const { model, version, versionId } = await resolveReference(tx, actor, input.reference);
  const { id: modelId, team } = await requireModel(tx, actor, model);
  demand(actor, team, "check:report");
  await requireExternalCheck(tx, input.check);
  const tokenId = requirePinned(actor, input.check);
  await lockModel(tx, modelId);
  await refuseOwn(tx, actor, versionId, tokenId);
  const reference = `${model}@${version}`;
  const run = input.run ?? null;
  const counts = advances({ status: input.status, run }, await lastReport(tx, versionId, input.check));
  const { check: name, status, summary, url, numbers } = input;
  if (counts) await tx.insert(checkReports).values({ versionId, name, status, summary, url: url ?? null, numbers, run, tokenId, reportedBy: actor.userId, createdAt: new Date() });
  await record(tx, actor, { action: "check.reported", modelId, target: reference, details: { check: name, status, run, counts, ...(summary === "" ? {} : { summary }), ...(url ? { url } : {}), numbers }, event: { version } });
  if (counts) await advanceVersion(tx, actor, versionId);
  return { reference, check: name, status, counts };
}

/** @throws DomainError check_not_pinned */
function requirePinned(actor: Actor, check: string): string {
  const { credential } = actor;
  if (credential.kind === "token" && credential.checks.includes(check)) return credential.id;
  const held = credential.kind === "token" ? credential.checks : [];
  const may = credential.kind !== "token" ? "This is a person's sign-in" : held.length > 0 ? `This token may report ${held.join(", ")}` : "This token may report no check";
  throw new DomainError("check_not_pinned", `${may}, and ${check} is reported only with a token that is pinned to it. A maintainer creates one for a service account of the team, or under Settings, Tokens.`, { check, pinned: held });
}

/**
 * Whoever made the version does not examine it, neither by themselves nor by a machine: those who made the tokens of a machine answer
 * for what it makes and for what it reports.
 */
async function refuseOwn(tx: Transaction, actor: Actor, versionId: string, tokenId: string): Promise<void> {
  // The token that reports is counted whatever has become of it meanwhile.
  const reporters = sql`select ${actor.userId}::uuid union select created_by from tokens where id = ${tokenId} union ${peopleBehind(sql`${actor.userId}::uuid`, sql`now()`, sql`now()`)}`;
  const [own] = await tx
    .select({ id: users.id, name: users.name })
    .from(versions)
    .innerJoin(users, sql`${users.id} in (${reporters}) and (${users.id} = ${versions.authorId} or ${users.id} in (${peopleBehind(versions.authorId, versions.createdAt, versions.finalizedAt)}))`)
    .where(eq(versions.id, versionId))
    .orderBy(sql`${users.id} <> ${actor.userId}`, users.name)
    .limit(1);
  if (!own) return;
  if (own.id === actor.userId) throw new DomainError("self_approval", "This token belongs to the author of the version, whose own word does not count. Report with somebody else's token.");
  throw new DomainError("self_approval", `${own.name} made a token of ${actor.name}, and is behind the version as well: their own word does not count. Report with a service account all of whose tokens somebody else has made.`, { maker: own.name });
}
