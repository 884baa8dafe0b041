import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { findSource, type Source } from "./impact.ts";
import { concerns, isRecalled, nameOf, seenVersion } from "./reach.ts";
import type { LineageEdge, LineageGraph, LineageNode } from "./schema.ts";
import { within } from "./steps.ts";
import { writeSubject } from "./subject.ts";

/**
 * What something was made from, and what was made from it. What the actor may not see is left out, with whatever is reached
 * by way of it alone; that there is such a thing is not told.
 * @param input.limit so many nodes at most: versions, and then the facts of those
 */
export async function graphOf(db: Executor, actor: Actor, input: { of: string; depth: number; limit: number }): Promise<LineageGraph> {
  const source = await findSource(db, actor, input.of);
  if (source.subject.kind === "recall") throw new DomainError("invalid_input", "A recall has no graph of its own. Ask for that of what was recalled.");
  const down = await follow(db, actor, source, input.limit, "downstream");
  const up = source.versionId === null ? [] : await follow(db, actor, source, input.limit - 1, "upstream");
  const ids = [...new Set([...up, ...down])].slice(0, input.limit);
  const [nodes, parents] = await Promise.all([versionNodes(db, ids), parentEdges(db, ids)]);
  const facts = source.versionId === null ? await rootFacts(db, source, ids) : await factsOf(db, up, input.limit - ids.length);
  const root = source.versionId ?? facts.nodes[0]?.id ?? "";
  const found = within({ root, nodes: [...nodes, ...facts.nodes], edges: [...parents, ...facts.edges] }, input.depth);
  return { root, nodes: found.nodes, edges: found.edges, more: { upstream: up.length >= input.limit - 1 || facts.more || found.cut.upstream, downstream: down.length >= input.limit || found.cut.downstream } };
}

/** The ids of versions in one direction, the nearest first. */
async function follow(db: Executor, actor: Actor, source: Source, limit: number, direction: "upstream" | "downstream"): Promise<string[]> {
  const [near, far] = direction === "upstream" ? [sql.raw("version_id"), sql.raw("parent_id")] : [sql.raw("parent_id"), sql.raw("version_id")];
  const rows = await db.execute<{ id: string }>(sql`
    with recursive direct (id) as (select distinct d.id from (${source.direct}) d where ${seenVersion(actor, sql`d.id`)}),
    walk (id) as (select id from direct union select p.${far} from walk w join version_parents p on p.${near} = w.id where ${seenVersion(actor, sql`p.${far}`)})
    select id from walk limit ${Math.max(0, limit)}`);
  return rows.map(({ id }) => id);
}

const uuids = (ids: readonly string[]) => sql`any(${sql.param([...ids])}::uuid[])`;

async function versionNodes(db: Executor, ids: readonly string[]): Promise<LineageNode[]> {
  const rows = await db.execute<{ id: string; reference: string; stages: string[]; recalled: boolean }>(sql`
    select v.id, ${nameOf(sql`v.id`)} as reference, ${isRecalled(sql`v.id`)} as recalled,
      coalesce((select json_agg(s.name order by s.position) from pointers p join stages s on s.name = p.name where p.version_id = v.id), '[]'::json) as stages
    from versions v where v.id = ${uuids(ids)}`);
  return rows.map(({ id, reference, stages, recalled }) => ({ id, kind: "version", label: reference.replace(/^.*\/(.+)@(\d+)$/, "$1 v$2"), detail: reference, subject: reference, url: null, stages, recalled }));
}

/** Both ends of each are among `ids`. */
async function parentEdges(db: Executor, ids: readonly string[]): Promise<LineageEdge[]> {
  const rows = await db.execute<{ from: string; to: string; relation: string }>(sql`
    select p.parent_id as "from", p.version_id as "to", p.relation from version_parents p where p.version_id = ${uuids(ids)} and p.parent_id = ${uuids(ids)} limit 20000`);
  return [...rows];
}

interface Facts {
  nodes: LineageNode[];
  edges: LineageEdge[];
  more: boolean;
}

interface FactRow extends Record<string, unknown> {
  version: string;
  kind: "dataset" | "code" | "run" | "outside";
  relation: string;
  name: string;
  part: string | null;
  digest: string | null;
  url: string | null;
  recalled: boolean;
}

/** Data, code, runs and outside parents of versions. */
function factRows(ids: readonly string[]): SQL {
  return sql`
    select d.version_id as version, 'dataset' as kind, d.role as relation, d.name, nullif(d.version, '') as part, d.digest, d.uri as url, exists (select 1 from recalls r where ${concerns}) as recalled from version_datasets d where d.version_id = ${uuids(ids)}
    union all select c.version_id, 'code', case when c.dirty then 'built with changes to' else 'built with' end, c.commit_hash, c.repository, null, c.repository, false from version_code c where c.version_id = ${uuids(ids)}
    union all select r.version_id, 'run', 'came out of', r.run_id, r.tracker, null, r.url, false from version_runs r where r.version_id = ${uuids(ids)}
    union all select v.id, 'outside', d.parent ->> 'relation', d.parent ->> 'reference', null, null, d.parent ->> 'reference', false from versions v,
      jsonb_array_elements(case when jsonb_typeof(v.metadata -> 'parents') = 'array' then v.metadata -> 'parents' else '[]' end) d (parent) where v.id = ${uuids(ids)} and d.parent ->> 'reference' like '%://%'`;
}

async function factsOf(db: Executor, ids: readonly string[], limit: number): Promise<Facts> {
  const rows = await db.execute<FactRow>(sql`${factRows(ids)} limit ${Math.max(0, limit) + 1}`);
  const kept = [...rows].slice(0, Math.max(0, limit));
  return { ...assemble(kept), more: rows.length > kept.length };
}

/** Of a dataset, commit or recall: itself, and what leads from it to the versions that it touches at first hand. */
async function rootFacts(db: Executor, { subject, name }: Source, ids: readonly string[]): Promise<Facts> {
  const root: LineageNode = { id: `subject:${writeSubject(subject)}`, kind: subject.kind === "code" ? "code" : "dataset", label: name, detail: "", subject: writeSubject(subject), url: null, stages: [], recalled: false };
  const rows = await db.execute<FactRow>(sql`select * from (${factRows(ids)}) f limit 20000`);
  const mine = [...rows].filter((row) => isOf(subject, row));
  return { nodes: [root], edges: mine.map(({ version, relation }) => ({ from: root.id, to: version, relation })), more: false };
}

function isOf(subject: Source["subject"], row: FactRow): boolean {
  if (subject.kind === "code") return row.kind === "code" && row.name.startsWith(subject.commit);
  if (subject.kind !== "dataset" || row.kind !== "dataset") return false;
  return subject.digest === null ? row.name === subject.name && (subject.version === null || row.part === subject.version) : row.digest === subject.digest;
}

function assemble(rows: readonly FactRow[]): Omit<Facts, "more"> {
  const nodes = new Map<string, LineageNode>();
  const edges = rows.map((row) => {
    const node = nodeOf(row);
    nodes.set(node.id, node);
    return { from: node.id, to: row.version, relation: row.relation };
  });
  return { nodes: [...nodes.values()], edges };
}

function nodeOf({ kind, name, part, digest, url, recalled }: FactRow): LineageNode {
  const plain = { id: `${kind}:${JSON.stringify([name, part, digest])}`, kind, stages: [], recalled, url: url !== null && /^https?:\/\//.test(url) ? url : null };
  switch (kind) {
    case "dataset":
      return { ...plain, label: part === null ? name : `${name}@${part}`, detail: digest ?? url ?? "", subject: writeSubject({ kind: "dataset", name, version: part, digest: null }) };
    case "code":
      return { ...plain, label: name.slice(0, 12), detail: part ?? "", subject: /^[0-9a-f]{7,64}$/i.test(name) ? `commit:${name}` : null };
    case "run":
      return { ...plain, label: name, detail: part ?? "", subject: null };
    case "outside":
      return { ...plain, label: name.replace(/^.*\/\/(?:www\.)?/, ""), detail: name, subject: null };
  }
}
