import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { queueLetter, type Mailing } from "../mail/commands.ts";
import { recallLetter } from "../mail/letters.ts";
import { registryName } from "../mail/queries.ts";

/** So many models a letter names. */
const mostNamed = 20;

interface Notice extends Record<string, unknown> {
  email: string;
  models: { reference: string; numbers: number[]; versions: number; live: string[] }[];
  touched: number;
}

/**
 * Writes to the maintainers of the models that a recall touches, by their role in the team or on the model: one letter each.
 * Nothing is written where no letters are sent.
 */
export async function mailRecall(tx: Transaction, mailing: Mailing, recallId: string): Promise<void> {
  if (mailing.origin === null) return;
  const [recall] = await tx.execute<{ what: string; reason: string; by: string; lifted: boolean }>(sql`
    select case when r.lifted_at is null then r.reason else coalesce(r.lifting_reason, '') end as reason, u.name as by, r.lifted_at is not null as lifted,
      case when r.kind = 'version' then 'a version that models were made from' else 'the data ' || r.dataset || coalesce('@' || nullif(r.dataset_version, ''), '') end as what
    from recalls r join users u on u.id = coalesce(r.lifted_by, r.recalled_by) where r.id = ${recallId}`);
  if (!recall) return;
  const registry = await registryName(tx);
  for (const { email, models, touched } of await noticesOf(tx, recallId)) {
    const named = models.slice(0, mostNamed).map(worded);
    const more = touched > named.length ? [`and ${touched - named.length} more`] : [];
    await queueLetter(tx, mailing, recallLetter(email, { ...recall, link: `${mailing.origin}/recalls/${recallId}`, registry, models: [...named, ...more] }));
  }
}

function worded({ reference, numbers, versions, live }: Notice["models"][number]): string {
  const shown = numbers.map((number) => `v${number}`).join(", ");
  const more = versions > numbers.length ? ` and ${versions - numbers.length} more` : "";
  return `${reference}: ${shown}${more}${live.length > 0 ? `, live in ${live.join(", ")}` : ""}`;
}

/** Who is told, and of what: at most 20 models each, those with something live first. */
async function noticesOf(tx: Transaction, recallId: string): Promise<Notice[]> {
  const rows = await tx.execute<Notice>(sql`
    with touched as materialized (
      select m.id, m.team_id, t.slug || '/' || m.name as reference, count(*)::int as versions, (array_agg(v.number order by v.number desc))[1:5] as numbers,
        coalesce((select json_agg(distinct p.name) from pointers p join stages s on s.name = p.name join recalled_versions l on l.version_id = p.version_id and l.recall_id = ${recallId} where p.model_id = m.id), '[]'::json) as live
      from recalled_versions rv join versions v on v.id = rv.version_id join models m on m.id = v.model_id join teams t on t.id = m.team_id
      where rv.recall_id = ${recallId} group by m.id, t.slug, m.name),
    keepers as (
      select c.id as model_id, mm.user_id from touched c join members mm on mm.team_id = c.team_id and mm.role = 'maintainer'
      union select c.id, coalesce(g.user_id, gm.user_id) from touched c join grants g on g.model_id = c.id and g.role = 'maintainer' and (g.expires_at is null or g.expires_at > now())
        left join members gm on gm.team_id = g.team_id),
    ranked as (
      select k.user_id, c.reference, c.versions, c.numbers, c.live, row_number() over (partition by k.user_id order by json_array_length(c.live) desc, c.reference) as place, count(*) over (partition by k.user_id)::int as touched
      from keepers k join touched c on c.id = k.model_id)
    select u.email, max(r.touched)::int as touched, json_agg(json_build_object('reference', r.reference, 'versions', r.versions, 'numbers', r.numbers, 'live', r.live) order by r.place) as models
    from ranked r join users u on u.id = r.user_id where r.place <= ${mostNamed} and u.kind = 'person' and u.deactivated_at is null
    group by u.id, u.email order by u.email`);
  return [...rows];
}
