import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { isEnded } from "../deployments/machine.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { driftOf } from "./drift.ts";
import { goneAfterSeconds, type ModelRuntime, type Running, type StageRuntime } from "./schema.ts";

/** The condition on `check_ins c` that the instance is there. */
const isHere = sql`c.seen_at > now() - make_interval(secs => ${sql.raw(String(goneAfterSeconds))})`;
/** The stage that it belongs to: the one that it follows, or the one that its environment is named after. */
const home = sql`coalesce(c.stage, c.environment)`;

/** As one JSON column: how many instances of a model run which version for a stage. */
export function runningColumn(modelId: SQL, stage: SQL): SQL<Running[]> {
  return sql<Running[]>`coalesce((select json_agg(json_build_object('version', n.number, 'instances', n.instances) order by n.instances desc, n.number desc) from (
    select v.number, count(*)::int as instances from check_ins c join versions v on v.id = c.version_id
    where c.model_id = ${modelId} and ${home} = ${stage} and ${isHere} group by v.number order by count(*) desc, v.number desc limit 20) n), '[]'::json)`;
}

interface Row extends Record<string, unknown> {
  stages: (Omit<StageRuntime, "drift">)[];
  elsewhere: Running[];
  instances: ModelRuntime["instances"];
  count: number;
  gone: number;
}

/** What should run, what was deployed and what runs of a model, in one query. @throws DomainError not_found */
export async function runtimeOf(db: Executor, actor: Actor, { model }: { model: string }): Promise<ModelRuntime> {
  const { id } = await requireModel(db, actor, model);
  const [row] = await db.execute<Row>(sql`
    with here as (select c.*, ${home} as home, v.number from check_ins c join versions v on v.id = c.version_id where c.model_id = ${id} and ${isHere}),
    succeeded as (select distinct on (d.stage) d.stage, d.id, v.number, d.ended_at from deployments d left join versions v on v.id = d.version_id
      where d.model_id = ${id} and d.state = 'succeeded' order by d.stage, d.ended_at desc, d.id desc),
    latest as (select distinct on (d.stage) d.stage, d.id, v.number, d.state from deployments d left join versions v on v.id = d.version_id
      where d.model_id = ${id} order by d.stage, d.opened_at desc, d.id desc)
    select
      coalesce((select json_agg(json_build_object('stage', s.name, 'approved', v.number,
          'deployed', case when e.id is not null then json_build_object('id', e.id, 'version', e.number, 'at', ${iso(sql`e.ended_at`)}) end,
          'latest', case when l.id is not null then json_build_object('id', l.id, 'version', l.number, 'state', l.state) end,
          'running', ${runningColumn(sql`${id}`, sql`s.name`)}) order by s.position)
        from stages s left join pointers p on p.model_id = ${id} and p.name = s.name left join versions v on v.id = p.version_id
        left join succeeded e on e.stage = s.name left join latest l on l.stage = s.name
        where s.retired_at is null and (p.version_id is not null or l.id is not null or exists (select 1 from here h where h.home = s.name))), '[]'::json) as stages,
      coalesce((select json_agg(json_build_object('version', n.number, 'instances', n.instances) order by n.instances desc, n.number desc) from (
        select h.number, count(*)::int as instances from here h where not exists (select 1 from stages s where s.name = h.home and s.retired_at is null) group by h.number order by count(*) desc limit 20) n), '[]'::json) as elsewhere,
      coalesce((select json_agg(json_build_object('service', h.service, 'instance', h.instance, 'version', h.number, 'stage', h.stage, 'environment', h.environment,
          'since', ${iso(sql`h.since`)}, 'seenAt', ${iso(sql`h.seen_at`)}) order by h.service, h.instance)
        from (select * from here order by service, instance limit 200) h), '[]'::json) as instances,
      (select count(*)::int from here) as count,
      (select count(*)::int from check_ins c where c.model_id = ${id} and not (${isHere}) and c.seen_at > now() - interval '1 day') as gone`);
  if (!row) throw new Error(`what runs of ${model} could not be read`);
  return { ...row, stages: row.stages.map((stage) => ({ ...stage, drift: driftOf({ ...stage, deployed: stage.deployed?.version, unsettled: stage.latest !== null && !isEnded(stage.latest.state) }) })) };
}
