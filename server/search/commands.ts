import { and, eq, or, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireTeam } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import { parseQuery } from "./query-language.ts";
import type { NewView } from "./schema.ts";
import { savedViews } from "./tables.ts";

const mostViews = 200;

/**
 * Keeps a query under a name: in a view of the actor's own that is named by its id, which may get another name by it; in the one of
 * that name; or in a new one.
 * @param input.team whose members see it too
 * @throws DomainError invalid_query; not_found (the view, the team), forbidden; already_exists, when the actor keeps another view of
 *   that name, or too many
 */
export async function saveView(tx: Transaction, actor: Actor, input: NewView) {
  parseQuery(input.query, new Date());
  const team = input.team === undefined ? null : await requireTeam(tx, actor, input.team);
  if (team) demand(actor, team, "view:share");
  // Two at once must neither both find room nor both take a name.
  await tx.execute(sql`select 1 from users where id = ${actor.userId} for no key update`);
  const before = await viewToChange(tx, actor, input);
  if (!before && (await tx.$count(savedViews, eq(savedViews.ownerId, actor.userId))) >= mostViews) {
    throw new DomainError("already_exists", `You keep ${mostViews} views already. Remove one that you no longer need.`);
  }
  const held = { name: input.name, query: input.query, layout: input.layout, teamId: team?.id ?? null, updatedAt: new Date() };
  const [view] = before
    ? await tx.update(savedViews).set(held).where(eq(savedViews.id, before.id)).returning({ id: savedViews.id })
    : await tx.insert(savedViews).values({ ownerId: actor.userId, ...held }).returning({ id: savedViews.id });
  const renamed = before && before.name !== input.name ? { from: before.name } : {};
  await record(tx, actor, { action: "view.saved", target: input.name, details: { query: input.query, team: team?.slug ?? null, ...renamed } });
  return { id: view!.id };
}

/** The view that takes what is saved, locked; null for a new one. @throws DomainError not_found, already_exists */
async function viewToChange(tx: Transaction, actor: Actor, { id, name }: NewView) {
  const own = eq(savedViews.ownerId, actor.userId);
  const views = await tx.select({ id: savedViews.id, name: savedViews.name }).from(savedViews)
    .where(and(own, or(eq(savedViews.name, name), id === undefined ? undefined : eq(savedViews.id, id)))).for("update");
  const named = views.find((view) => view.name === name) ?? null;
  if (id === undefined) return named;
  const view = views.find((each) => each.id === id);
  if (!view) throw new DomainError("not_found", "You keep no view of that id. One that somebody else shares, they alone can change: save it as a view of your own.");
  if (named && named.id !== view.id) throw new DomainError("already_exists", `You keep a view called ${name} already. Choose another name, or remove that one first.`, { issues: [{ path: "name", message: "is that of another view of yours: choose another, or remove that one first" }] });
  return view;
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
