import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { isPublic } from "../outbox/catalogue.ts";
import type { StoredEvent } from "../outbox/queries.ts";
import { askToDeliver, type Line } from "./queue.ts";
import { webhooks } from "./tables.ts";

/**
 * Notes for every webhook which of some events it is to be told of: a site's webhook all that its filter names, a team's what is
 * about its models or itself, a model's what is about that. Those that are paused or broken are told later, by whoever resumes them.
 */
export async function feedWebhooks(tx: Transaction, events: readonly StoredEvent[]): Promise<void> {
  const told = events.filter(({ type }) => isPublic(type));
  if (told.length === 0) return;
  const ids = sql.param(told.map(({ id }) => id));
  const noted = await tx.execute<Line & Record<string, unknown>>(sql`
    with noted as (
      insert into deliveries (id, webhook_id, event_id, event_type, model_id)
      select gen_random_uuid(), w.id, e.id, e.type, e.model_id
      from events e left join models m on m.id = e.model_id
      join webhooks w on w.removed_at is null and w.after < e.id
        and w.events && array['*', split_part(e.type, '.', 1) || '.*', e.type]
        and (w.scope = 'site' or w.model_id = e.model_id or w.team_id = m.team_id
          or (e.model_id is null and w.team_id = (select t.id from teams t where t.slug = e.payload ->> 'team')))
      where e.id = any(${ids}::bigint[])
      order by e.id, w.id
      on conflict do nothing
      returning webhook_id, model_id
    )
    select distinct webhook_id as "webhookId", model_id as "modelId" from noted order by 1, 2`);
  if (noted.length === 0) return;
  const active = await holdActive(tx, noted.map(({ webhookId }) => webhookId));
  for (const line of noted) if (active.has(line.webhookId)) await askToDeliver(tx, line);
}

/** Those that are active now that it is noted, held so until the end: whoever resumes one has done it, or will find what was noted. */
async function holdActive(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.select({ id: webhooks.id, state: webhooks.state }).from(webhooks).where(inArray(webhooks.id, [...ids])).orderBy(webhooks.id).for("share");
  return new Set(rows.filter(({ state }) => state === "active").map(({ id }) => id));
}
