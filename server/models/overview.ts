import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { notFound } from "../errors.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { rolesWith } from "../identity/permissions.ts";
import { approversOfMove } from "../pointers/queries.ts";
import { promotions } from "../promotions/tables.ts";
import { teams } from "../teams/tables.ts";
import { concernsOf, type Condition } from "./health.ts";
import type { ModelOverview } from "./schema.ts";
import { models } from "./tables.ts";

const mostOwners = 10;

const condition = (entry: string) => sql.raw(`'unsafe', ${entry}.terms @> '{is:unsafe}', 'recalled', ${entry}.terms @> '{is:recalled}', 'card', ${entry}.terms @> '{has:card}'`);
const person = sql.raw("json_build_object('id', u.id, 'name', u.name)");

/** What each stage names, in the order of the stages: the move that brought it there, and how the version is. */
const liveOfModel = sql<(ModelOverview["live"][number] & Condition)[]>`coalesce((
  select json_agg(json_build_object('stage', s.name, 'version', e.number, 'since', ${iso(sql`p.moved_at`)}, 'kind', promotions.kind,
    'promotionId', promotions.id, 'by', ${person}, 'approvedBy', ${approversOfMove}, ${condition("e")}) order by s.position)
  from pointers p join stages s on s.name = p.name join version_entries e on e.version_id = p.version_id
  cross join lateral (select * from pointer_moves w where w.model_id = p.model_id and w.name = p.name order by w.moved_at desc limit 1) w
  join ${promotions} on promotions.id = w.promotion_id join users u on u.id = w.moved_by
  where p.model_id = ${models.id}), '[]'::json)`;

const newestOfModel = sql<Condition | null>`(
  select json_build_object('version', e.number, ${condition("e")}) from version_entries e where e.model_id = ${models.id} order by e.number desc limit 1)`;

/** The last move of a stage: a stage that was taken down has none of its own any more. */
const lastMoveOfModel = sql<ModelOverview["lastMove"]>`(
  select json_build_object('stage', w.name, 'kind', q.kind, 'from', a.number, 'to', b.number, 'promotionId', q.id, 'by', ${person}, 'at', ${iso(sql`w.moved_at`)})
  from stages s
  cross join lateral (select * from pointer_moves m where m.model_id = ${models.id} and m.name = s.name order by m.moved_at desc limit 1) w
  join promotions q on q.id = w.promotion_id join users u on u.id = w.moved_by
  left join versions a on a.id = w.from_version_id left join versions b on b.id = w.to_version_id
  order by w.moved_at desc limit 1)`;

const keepers = sql`from members k join users u on u.id = k.user_id
  where k.team_id = ${models.teamId} and k.role in ${rolesWith("team:manage")} and u.kind = 'person' and u.deactivated_at is null`;

/**
 * What is to be known of a model at a glance. It takes the same time for ten versions and for ten thousand: what is asked of
 * versions is asked of those that are live and of the newest.
 * @throws DomainError not_found
 */
export async function getOverview(db: Executor, actor: Actor, reference: string): Promise<ModelOverview> {
  const [team = "", name = ""] = reference.split("/");
  const [row] = await db
    .select({
      versions: sql<number>`coalesce((select e.versions from model_entries e where e.model_id = ${models.id}), 0)`,
      live: liveOfModel,
      newest: newestOfModel,
      lastMove: lastMoveOfModel,
      owners: sql<ModelOverview["owners"]>`json_build_object('count', (select count(*)::int ${keepers}),
        'first', coalesce((select json_agg(x) from (select u.id, u.name ${keepers} order by u.name, u.id limit ${mostOwners}) x), '[]'::json))`,
    })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(eq(teams.slug, team), eq(models.name, name), models.announced, modelPermits(actor, "model:read")));
  if (!row) throw notFound(`The model ${reference}`);
  const { newest, live, ...rest } = row;
  return { ...rest, live: live.map(({ stage, version, since, kind, promotionId, by, approvedBy }) => ({ stage, version, since, kind, promotionId, by, approvedBy })), concerns: concernsOf(live, newest) };
}
