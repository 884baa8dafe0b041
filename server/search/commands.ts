import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireTeam } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import { parseQuery } from "./query-language.ts";
import type { ViewLayout } from "./schema.ts";
import { savedViews } from "./tables.ts";

const mostViews = 200;

/**
 * Keeps a query under a name; of the actor's own view of that name, changes what it holds.
 * @param input.team whose members see it too
 * @throws DomainError invalid_query; not_found (the team), forbidden; already_exists, when the actor keeps too many
 */
export async function saveView(tx: Transaction, actor: Actor, input: { name: string; query: string; layout: ViewLayout; team?: string | undefined }) {
  parseQuery(input.query, new Date());
  const team = input.team === undefined ? null : await requireTeam(tx, actor, input.team);
  if (team) demand(actor, team, "view:share");
  // Two at once must not both find room.
  await tx.execute(sql`select 1 from users where id = ${actor.userId} for no key update`);
  const [before] = await tx.select({ id: savedViews.id }).from(savedViews).where(and(eq(savedViews.ownerId, actor.userId), eq(savedViews.name, input.name)));
  if (!before && (await tx.$count(savedViews, eq(savedViews.ownerId, actor.userId))) >= mostViews) {
    throw new DomainError("already_exists", `You keep ${mostViews} views already. Remove one that you no longer need.`);
  }
  const held = { query: input.query, layout: input.layout, teamId: team?.id ?? null, updatedAt: new Date() };
  const [view] = await tx
    .insert(savedViews)
    .values({ name: input.name, ownerId: actor.userId, ...held })
    .onConflictDoUpdate({ target: [savedViews.ownerId, savedViews.name], set: held })
    .returning({ id: savedViews.id });
  await record(tx, actor, { action: "view.saved", target: input.name, details: { query: input.query, team: team?.slug ?? null } });
  return { id: view!.id };
}

/** Removes a view of the actor's own, or one that is shared with a team whose views they share. @throws DomainError not_found, forbidden */
export async function removeView(tx: Transaction, actor: Actor, input: { id: string }) {
  const [view] = await tx
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query, ownerId: savedViews.ownerId, team: teams.slug })
    .from(savedViews)
    .leftJoin(teams, eq(teams.id, savedViews.teamId))
    .where(eq(savedViews.id, input.id))
    .for("update", { of: savedViews });
  if (!view || (view.ownerId !== actor.userId && view.team === null)) throw notFound("That view");
  if (view.ownerId !== actor.userId) {
    const team = await requireTeam(tx, actor, view.team!).catch(() => {
      throw notFound("That view");
    });
    demand(actor, team, "view:share");
  }
  await tx.delete(savedViews).where(eq(savedViews.id, view.id));
  await record(tx, actor, { action: "view.removed", target: view.name, details: { query: view.query, team: view.team } });
  return { removed: true };
}
