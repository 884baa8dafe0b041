import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { gathered, together } from "../db/statement.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { resolveReference } from "../pointers/queries.ts";
import { parseReference } from "../pointers/reference.ts";
import type { Metadata } from "../versions/schema.ts";
import { versions } from "../versions/tables.ts";
import { inheritRecalls } from "./recalls.ts";
import type { Parent } from "./schema.ts";
import { versionCode, versionDatasets, versionParents, versionRuns } from "./tables.ts";

/**
 * Keeps what a version was made from as it declares it: data, code, the run, and versions of this registry; and the recalls
 * that it takes over from them. The caller has taken `lineageHeld`.
 * @throws DomainError not_found; invalid_input, when a parent is neither an exact version nor an address
 */
export async function keepLineage(tx: Transaction, actor: Actor, versionId: string, { parents = [], datasets, code, run }: Pick<Metadata, "parents" | "datasets" | "code" | "run">): Promise<void> {
  const used = datasets.map(({ name, version = "", digest, uri, role }, position) => ({ position, name, version, digest, uri, role }));
  const declared = { versionId, code: code ? [code] : [], runs: run ? [run] : [], datasets: used };
  const [[row]] = await together(insertDeclared(tx, declared), keepParents(tx, actor, versionId, parents));
  if (row?.recalled) await inheritRecalls(tx, [versionId]);
}

type Declared = { versionId: string; code: object[]; runs: object[]; datasets: object[] };

/** Tells whether there is any recall: none can be raised meanwhile. */
const insertDeclared = gathered<{ recalled: boolean }, Declared>({ versionId: "uuid", code: "json", runs: "json", datasets: "json" }, (asked) => sql`
  with asked as (select * from ${asked}),
  code as (insert into ${versionCode} (version_id, repository, commit_hash, dirty)
    select a."versionId", c.repository, c.commit, coalesce(c.dirty, false) from asked a, json_to_recordset(a.code) c (repository text, commit text, dirty boolean)),
  runs as (insert into ${versionRuns} (version_id, tracker, run_id, url)
    select a."versionId", r.tracker, r.id, r.url from asked a, json_to_recordset(a.runs) r (tracker text, id text, url text)),
  datasets as (insert into ${versionDatasets} (version_id, position, name, version, digest, uri, role)
    select a."versionId", d.position, d.name, d.version, d.digest, d.uri, d.role
    from asked a, json_to_recordset(a.datasets) d (position int, name text, version text, digest text, uri text, role text))
  select a.n, exists (select 1 from recalls where lifted_at is null) as recalled from asked a`);

/**
 * Keeps which versions of this registry a version was made from. Addresses elsewhere stay in its metadata alone.
 * @throws DomainError not_found; invalid_input, when a parent is neither an exact version nor an address
 */
async function keepParents(tx: Transaction, actor: Actor, versionId: string, parents: readonly Parent[]): Promise<void> {
  for (const { relation, reference } of parents.filter((parent) => !parent.reference.includes("://"))) {
    const parsed = parseReference(reference);
    if ("fault" in parsed || (parsed.selector.kind !== "number" && parsed.selector.kind !== "digest")) {
      throw new DomainError(
        "invalid_input",
        `The parent ${JSON.stringify(reference.slice(0, 200))} names no exact version. Write it as team/model@7, as team/model@sha256:…, or as an address with ://.`,
        { reference },
      );
    }
    const { versionId: parentId } = await resolveReference(tx, actor, reference);
    // Locked, then looked for once more: whoever deletes it waits, or is seen.
    await tx.select({ id: versions.id }).from(versions).where(eq(versions.id, parentId)).for("share");
    await resolveReference(tx, actor, reference);
    await tx.insert(versionParents).values({ versionId, parentId, relation }).onConflictDoNothing();
  }
}

/**
 * Adds parents that came to light after a version was registered, with the recalls that come with them. The caller has taken
 * `lockLineage` before any other lock, so that no two can close a circle between them.
 * @param parents versions of this registry that the actor may see
 * @throws DomainError lineage_circle
 */
export async function addParents(tx: Transaction, version: { id: string; reference: string }, parents: readonly { id: string; reference: string; relation: Parent["relation"] }[]): Promise<void> {
  if (parents.length === 0) return;
  const closing = await tx.execute<{ id: string }>(sql`
    with recursive up (id) as (
      select p.id from unnest(${sql.param(parents.map(({ id }) => id))}::uuid[]) p (id)
      union select vp.parent_id from up join version_parents vp on vp.version_id = up.id)
    select id from up where id = ${version.id}`);
  if (closing.length > 0) {
    const named = parents.map(({ reference }) => reference).join(", ");
    throw new DomainError("lineage_circle", `${version.reference} can't be made from ${named}: that was made from ${version.reference}, or is the same version. Leave out the parent that came later.`, { reference: version.reference, parents: parents.map(({ reference }) => reference) });
  }
  await tx.insert(versionParents).values(parents.map(({ id, relation }) => ({ versionId: version.id, parentId: id, relation }))).onConflictDoNothing();
  await inheritRecalls(tx, [version.id]);
}
