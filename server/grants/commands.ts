import { and, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import type { Visibility } from "../models/schema.ts";
import { models } from "../models/tables.ts";
import { refreshModels } from "../search/entries.ts";
import type { TeamRole } from "../teams/schema.ts";
import { teams } from "../teams/tables.ts";
import { requireGrant } from "./queries.ts";
import type { Subject } from "./schema.ts";
import { grants } from "./tables.ts";

/**
 * Gives a role on one model to a person, a service account or a team, or changes the one that they were given.
 * @throws DomainError forbidden, not_found (the model, the person, the team), invalid_input
 */
export async function setGrant(tx: Transaction, actor: Actor, input: { model: string; to: Subject; role: TeamRole; expiresAt: string | null }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "model:share");
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new DomainError("invalid_input", `${expiresAt.toISOString()} has passed. Give an end that is still to come, or none.`, { expiresAt: input.expiresAt });
  }
  const subject = await findSubject(tx, input.to, input.role);
  await lockModel(tx, model.id);
  const same = subject.userId === null ? eq(grants.teamId, subject.teamId) : eq(grants.userId, subject.userId);
  const [before] = await tx.select({ role: grants.role, expiresAt: grants.expiresAt }).from(grants).where(and(eq(grants.modelId, model.id), same));
  const given = { role: input.role, expiresAt, createdBy: actor.userId, createdAt: new Date() };
  const [grant] = await tx
    .insert(grants)
    .values({ modelId: model.id, userId: subject.userId, teamId: subject.teamId, ...given })
    .onConflictDoUpdate({ target: subject.userId === null ? [grants.modelId, grants.teamId] : [grants.modelId, grants.userId], set: given })
    .returning({ id: grants.id });
  await lookAtApprovals(tx, expiresAt);
  await record(tx, actor, {
    action: "grant.set",
    modelId: model.id,
    target: input.model,
    details: { to: subject.name, from: before ? wordsOf(before) : null, now: wordsOf(given) },
    event: { to: subject.told },
  });
  return { id: grant!.id };
}

const wordsOf = ({ role, expiresAt }: { role: TeamRole; expiresAt: Date | null }) => ({ role, until: expiresAt?.toISOString() ?? null });

/** @throws DomainError not_found, invalid_input */
async function findSubject(tx: Transaction, to: Subject, role: TeamRole) {
  if (to.kind === "team") {
    const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.slug, to.team));
    if (!team) throw notFound(`The team ${to.team}`);
    return { userId: null, teamId: team.id, name: `team ${to.team}`, told: to };
  }
  const [user] = await tx.select({ id: users.id, name: users.name, kind: users.kind }).from(users).where(and(eq(users.email, to.email), isNull(users.deactivatedAt)));
  if (!user) throw new DomainError("not_found", `Nobody here has the e-mail address ${to.email}. An administrator can add them.`);
  if (user.kind === "service" && role !== "viewer" && role !== "contributor") {
    throw new DomainError("invalid_input", `${to.email} is a service account, and a machine signs for nothing: give it the role viewer or contributor.`, { role });
  }
  return { userId: user.id, teamId: null, name: to.email, told: { kind: "user", id: user.id, name: user.name } };
}

/** Takes back a role that was given on one model. */
export async function removeGrant(tx: Transaction, actor: Actor, input: { model: string; grant: string }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "model:share");
  await lockModel(tx, model.id);
  const grant = await requireGrant(tx, model.id, input.grant);
  await tx.delete(grants).where(eq(grants.id, grant.id));
  await lookAtApprovals(tx, null);
  await record(tx, actor, {
    action: "grant.removed",
    modelId: model.id,
    target: input.model,
    details: { to: grant.to.kind === "team" ? `team ${grant.to.team}` : grant.to.email, from: { role: grant.role, until: grant.expiresAt } },
    event: { to: grant.to },
  });
  return { removed: true };
}

/** Decides who sees a model. What was reviewed by those who see it no longer stays written. */
export async function setVisibility(tx: Transaction, actor: Actor, input: { model: string; visibility: Visibility }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "model:share");
  await lockModel(tx, model.id);
  const [row] = await tx.select({ before: models.visibility }).from(models).where(eq(models.id, model.id));
  await tx.update(models).set({ visibility: input.visibility, updatedAt: sql`now()` }).where(eq(models.id, model.id));
  await refreshModels(tx, [model.id]);
  await record(tx, actor, { action: "model.visibility_changed", modelId: model.id, target: input.model, details: { from: row?.before, to: input.visibility } });
  return { visibility: input.visibility };
}

/** Whose approval counts depends on who may review: now, and when a grant ends. */
async function lookAtApprovals(tx: Transaction, endsAt: Date | null): Promise<void> {
  await addJob(tx, "tend_open", { stage: null }, { key: "stage:" });
  if (endsAt) await addJob(tx, "tend_open", { stage: null }, { key: `grants:${endsAt.toISOString()}`, at: endsAt });
}
