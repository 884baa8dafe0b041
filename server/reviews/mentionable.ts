import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { holdersOf, mayOnModel } from "../grants/permits.ts";
import { demand, heldModel } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { requirePromotion, type PromotionRow } from "../promotions/load.ts";
import { mentionsIn } from "./mentions.ts";
import type { Mentionable } from "./schema.ts";

/** So many are offered: whoever is meant is found by typing on. */
const most = 8;

/**
 * Whom a comment on a promotion may mention, by name: people who may see it, of those whom the actor has to do with. Everybody else is mentioned
 * by an address that one knows, so that nobody reads here who has an account.
 * @throws DomainError not_found, forbidden
 */
export async function listMentionable(db: Executor, actor: Actor, input: { id: string; search: string }): Promise<Mentionable> {
  const row = await requirePromotion(db, actor, input.id);
  demand(actor, heldModel(row), "promotion:comment");
  const pattern = `%${input.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  // Of an address its beginning: the rest is the same for many. Who begins so comes before whose name holds it.
  const begins = pattern.slice(1);
  const found = await db.execute<{ id: string; name: string; email: string }>(sql`
    select users.id, users.name, users.email from users join models on models.id = ${row.modelId}
    where users.id in (${acquaintances(actor, row)}) and users.id <> ${actor.userId} and (users.name ilike ${pattern} or users.email ilike ${begins}) and ${mayOnModel("model:read")}
    order by not (users.name ilike ${begins} or users.email ilike ${begins}), users.name, users.id limit ${most}`);
  // An address that can't be written after an @ would mention nobody.
  return found.filter(({ email }) => mentionsIn(`@${email}`)[0] === email);
}

/** Who is in a team with the actor, who may sign, and who has taken part; whoever sees every model may know all who see this one. */
function acquaintances(actor: Actor, { id, teamId, modelId, requesterId, authorId }: PromotionRow): SQL {
  const known = siteHolds(actor.siteRole, "model:read") ? "model:read" : "promotion:review";
  return sql`${holdersOf(sql`${teamId}`, sql`${modelId}`, known)}
    union select m.user_id from members m where m.team_id in (select team_id from members where user_id = ${actor.userId})
    union select reviewer_id from reviews where promotion_id = ${id} union select author_id from comments where promotion_id = ${id}
    union select user_id from review_requests where promotion_id = ${id} and user_id is not null
    union select ${requesterId}::uuid union select ${authorId}::uuid`;
}
