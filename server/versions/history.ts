import { sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { betterOf, metricsInOrder, type Directions } from "./metric-names.ts";
import type { MetricHistory } from "./schema.ts";

/** How many versions a history gives, beside those in stages; how many are asked for the names of their metrics. */
const mostPoints = 150;
const mostAsked = 30;
const mostStaged = 100;
const mostLines = 12;

/**
 * One metric over the versions of a model. However many there are, so many are read and no more: each so manieth from the newest
 * on, and those that a stage names or has named.
 * @throws DomainError not_found
 */
export async function metricHistory(db: Executor, actor: Actor, input: { model: string; metric?: string | undefined }): Promise<MetricHistory> {
  const { id, lastNumber } = await requireModel(db, actor, input.model);
  const [declared, staged] = await Promise.all([declaredBy(db, id, spaced(lastNumber, mostAsked)), stagedOf(db, id)]);
  const names = metricsInOrder(declared.map(({ names: held }) => ({ metrics: Object.fromEntries(held.map((name) => [name, 0])) })));
  const metric = names.find((name) => name === input.metric) ?? names[0] ?? null;
  const directions = declared.find((each) => metric !== null && Object.hasOwn(each.directions ?? {}, metric))?.directions;
  const numbers = spaced(lastNumber, mostPoints);
  const rows = metric === null ? [] : await valuesOf(db, id, metric, [...new Set([...numbers, ...staged.map(({ number }) => number)])]);
  const lines = linesOf(rows);
  return {
    names,
    metric,
    better: metric === null ? "neither" : betterOf(metric, directions ?? undefined),
    lines: lines.slice(0, mostLines),
    moreLines: Math.max(0, lines.length - mostLines),
    staged,
    every: stepOf(lastNumber, mostPoints),
  };
}

function stepOf(last: number, most: number): number {
  return Math.max(1, Math.ceil(last / most));
}

/** Numbers from the newest on, at equal distances. */
function spaced(last: number, most: number): number[] {
  const step = stepOf(last, most);
  return Array.from({ length: Math.ceil(last / step) }, (_, at) => last - at * step);
}

const undeletedOf = sql`not exists (select 1 from version_deletions d where d.version_id = v.id)`;

/** The versions of these numbers as `v`, each by its key: of a model that has few as a rule, Postgres would read them all. */
const versionsOf = (modelId: string, numbers: readonly number[]) => sql`unnest(${sql.param(numbers)}::int[]) n (number)
  cross join lateral (select * from versions where model_id = ${modelId} and number = n.number offset 0) v`;

/** The names of the metrics that versions declare, and the directions, the newest first. */
async function declaredBy(db: Executor, modelId: string, numbers: readonly number[]) {
  return await db.execute<{ names: string[]; directions: Directions | null }>(sql`
    select array_to_json(array(select jsonb_object_keys(v.metadata -> 'metrics')
        union select e ->> 'metric' from jsonb_array_elements(v.metadata -> 'evaluations') e)) as names, v.metadata -> 'directions' as directions
    from ${versionsOf(modelId, numbers)} where ${undeletedOf} order by v.number desc`);
}

/** The versions that stages name or have named, the latest of them. */
async function stagedOf(db: Executor, modelId: string): Promise<MetricHistory["staged"]> {
  const rows = await db.execute<{ number: number; live: string[]; was: string[] }>(sql`
    with moved as (
      select m.to_version_id as id, m.name, max(m.moved_at) as at from pointer_moves m join stages s on s.name = m.name
      where m.model_id = ${modelId} and m.to_version_id is not null group by m.to_version_id, m.name order by max(m.moved_at) desc limit ${mostStaged}
    )
    select v.number, coalesce(json_agg(s.name order by s.position) filter (where p.version_id is not null), '[]'::json) as live,
      coalesce(json_agg(s.name order by s.position) filter (where p.version_id is null), '[]'::json) as was
    from moved join versions v on v.id = moved.id join stages s on s.name = moved.name
      left join pointers p on p.model_id = ${modelId} and p.name = moved.name and p.version_id = moved.id
    where ${undeletedOf} group by v.number order by v.number`);
  return [...rows];
}

interface Row {
  number: number;
  value: number | null;
  parts: { dataset: string | null; slice: string | null; value: number }[];
}

/** The metric in those of the versions that were not deleted: the headline number, and that of each part; of a series, where it ended. */
async function valuesOf(db: Executor, modelId: string, metric: string, numbers: readonly number[]): Promise<Row[]> {
  const rows = await db.execute<Row & Record<string, unknown>>(sql`
    select v.number, (v.metadata -> 'metrics' ->> ${metric})::float8 as value, coalesce((
      select json_agg(json_build_object('dataset', e ->> 'dataset', 'slice', e ->> 'slice', 'value', coalesce(e -> 'value', e -> 'series' -> -1 -> 1)))
      from jsonb_array_elements(v.metadata -> 'evaluations') e where e ->> 'metric' = ${metric}), '[]'::json) as parts
    from ${versionsOf(modelId, numbers)} where ${undeletedOf} order by v.number`);
  return [...rows];
}

function linesOf(rows: readonly Row[]): MetricHistory["lines"] {
  const lines = new Map<string, MetricHistory["lines"][number]>();
  const add = (number: number, { dataset, slice, value }: Row["parts"][number]) => {
    const key = JSON.stringify([dataset, slice]);
    const line = lines.get(key) ?? { dataset, slice, points: [] };
    line.points.push({ number, value });
    lines.set(key, line);
  };
  for (const { number, value } of rows) if (value !== null) add(number, { dataset: null, slice: null, value });
  for (const { number, parts } of rows) {
    // What is measured of the whole is the headline number, where there is one.
    for (const part of parts) if (!(part.dataset === null && part.slice === null && rows.some((row) => row.value !== null))) add(number, part);
  }
  return [...lines.values()];
}
