import { and, asc, eq, or, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { teamPermits } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import type { View } from "./schema.ts";
import { savedViews } from "./tables.ts";

/** Of what one keeps and of what teams share, so many are told. */
const most = 500;

/** The views that the actor keeps, and those that are shared with teams which they see: by name. */
export async function listViews(db: Executor, actor: Actor): Promise<View[]> {
  const rows = await db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query, layout: savedViews.layout, team: teams.slug, ownerId: users.id, ownerName: users.name })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .leftJoin(teams, eq(teams.id, savedViews.teamId))
    .where(or(eq(savedViews.ownerId, actor.userId), and(sql`${savedViews.teamId} is not null`, teamPermits(actor, "model:read"))))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(most);
  return rows.map(({ ownerId, ownerName, ...row }) => ({ ...row, owner: { id: ownerId, name: ownerName }, mine: ownerId === actor.userId }));
}
