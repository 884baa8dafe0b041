import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { gathered } from "../db/statement.ts";
import { notFound } from "../errors.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { findModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { findPlace, type Place } from "../policies/queries.ts";
import { versionEntries } from "../search/tables.ts";
import { teamPermits } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import { reachesModel } from "../tokens/patterns.ts";
import { versions } from "../versions/tables.ts";
import { fieldsOf } from "./form.ts";
import { mostTried, type EffectiveSchema, type JsonSchema, type MetadataFault, type SavedSchema, type SchemaPreview, type SchemaScope } from "./schema.ts";
import { metadataSchemas } from "./tables.ts";
import { refusedBy, schemaFaults } from "./validate.ts";

/** A saved schema that counts for a model. */
interface Counting {
  id: string;
  scope: SchemaScope;
  version: number;
  schema: JsonSchema;
}

const selectNewest = gathered<{ id: string; key: string; version: number; schema: JsonSchema | null }, { scopes: string[] }>({ scopes: "text[]" }, (asked) => sql`
  select a.n, newest.* from (select asked.n, unnest(asked.scopes) as scope from ${asked}) a,
    lateral (select id, scope as key, version, schema from metadata_schemas s where s.scope = a.scope order by version desc limit 1) newest`);

/** The schemas that count for a model, from the widest scope on; without an id, for one that is not there yet. The caller has checked that the actor sees it. */
export async function schemasFor(db: Executor, model: { id: string | null; reference: string; teamId: string; team: string }): Promise<Counting[]> {
  const scopes: { key: string; scope: SchemaScope }[] = [
    { key: "site", scope: { kind: "site" } },
    { key: `team:${model.teamId}`, scope: { kind: "team", team: model.team } },
    ...(model.id === null ? [] : [{ key: `model:${model.id}`, scope: { kind: "model" as const, model: model.reference } }]),
  ];
  const rows = await selectNewest(db, { scopes: scopes.map(({ key }) => key) });
  return scopes.flatMap(({ key, scope }) => {
    const row = rows.find((each) => each.key === key);
    return row?.schema ? [{ id: row.id, scope, version: row.version, schema: row.schema }] : [];
  });
}

/** What of metadata the schemas refuse that count for a model; what a version has in any case is there, be it empty. */
export function refusedByAll(schemas: readonly Counting[], metadata: Record<string, unknown>): MetadataFault[] {
  const whole = { parameters: {}, environment: {}, attributes: {}, tags: [], ...metadata };
  return schemas.flatMap(({ id, scope, version, schema }) => refusedBy(schema, whole, id).map((fault) => ({ ...fault, scope, version })));
}

/** @throws DomainError not_found */
async function schemasOf(db: Executor, actor: Actor, reference: string): Promise<Counting[]> {
  const model = await findModel(db, actor, reference);
  if (model?.announced) return await schemasFor(db, { id: model.id, reference, teamId: model.team.id, team: model.team.slug });
  const team = await teamToMakeIn(db, actor, reference);
  return await schemasFor(db, { id: null, reference, teamId: team.id, team: team.slug });
}

/** The team of a model that begins with the version at hand, for whoever may make it: all others are told that there is no such model. */
async function teamToMakeIn(db: Executor, actor: Actor, reference: string): Promise<{ id: string; slug: string }> {
  const isReached = actor.credential.kind !== "token" || reachesModel(actor.credential.models, reference);
  const [team] = await db
    .select({ id: teams.id, slug: teams.slug })
    .from(teams)
    .where(and(eq(teams.slug, reference.split("/")[0]!), teamPermits(actor, "model:create")));
  if (!team || !isReached) throw notFound(`The model ${reference}`);
  return team;
}

/** What counts for new versions of a model, be it there or not. @throws DomainError not_found */
export async function effectiveFor(db: Executor, actor: Actor, reference: string): Promise<EffectiveSchema> {
  const schemas = await schemasOf(db, actor, reference);
  return { schemas: schemas.map(({ scope, version, schema }) => ({ scope, version, schema })), fields: fieldsOf(schemas.map(({ schema }) => schema)) };
}

/** Whether metadata would pass, as it is. @throws DomainError not_found */
export async function tryMetadata(db: Executor, actor: Actor, input: { model: string; metadata: Record<string, unknown> }): Promise<{ faults: MetadataFault[] }> {
  return { faults: refusedByAll(await schemasOf(db, actor, input.model), input.metadata) };
}

const mostVersions = 200;

/** Every version of a scope's schema, the newest first: the 200 latest. @throws DomainError not_found */
export async function listHistory(db: Executor, actor: Actor, scope: SchemaScope, limit = mostVersions): Promise<SavedSchema[]> {
  const { key } = await findPlace(db, actor, scope);
  const rows = await db
    .select({ version: metadataSchemas.version, schema: metadataSchemas.schema, note: metadataSchemas.note, by: { id: users.id, name: users.name }, at: metadataSchemas.createdAt })
    .from(metadataSchemas)
    .innerJoin(users, eq(users.id, metadataSchemas.savedBy))
    .where(eq(metadataSchemas.scope, key))
    .orderBy(desc(metadataSchemas.version))
    .limit(limit);
  return rows.map(({ at, ...row }) => ({ ...row, scope, at: at.toISOString() }));
}

/** The newest version of a scope's schema; null where none was saved. @throws DomainError not_found */
export async function getSchema(db: Executor, actor: Actor, scope: SchemaScope): Promise<SavedSchema | null> {
  return (await listHistory(db, actor, scope, 1))[0] ?? null;
}

/** Whether a schema could be saved, and which of the newest versions of its scope it would have refused. @throws DomainError not_found */
export async function previewSchema(db: Executor, actor: Actor, { scope, schema }: { scope: SchemaScope; schema: JsonSchema }): Promise<SchemaPreview> {
  const place = await findPlace(db, actor, scope);
  const faults = schemaFaults(schema);
  if (faults.length > 0) return { faults, fields: [], tried: 0, failed: 0, failing: [] };
  const newest = await newestVersions(db, actor, place);
  const failing = newest
    .map(({ reference, metadata }) => ({ reference, faults: refusedBy(schema, metadata, null).slice(0, 5) }))
    .filter((version) => version.faults.length > 0);
  return { faults, fields: fieldsOf([schema]), tried: newest.length, failed: failing.length, failing: failing.slice(0, 10) };
}

/** The newest versions of a scope that the actor sees, with their tags among the metadata. */
async function newestVersions(db: Executor, actor: Actor, { scope, modelId, teamId }: Place) {
  const within: Record<SchemaScope["kind"], SQL | undefined> = {
    site: undefined,
    team: teamId === null ? undefined : eq(versionEntries.teamId, teamId),
    model: modelId === null ? undefined : eq(versionEntries.modelId, modelId),
  };
  const rows = await db
    .select({
      reference: sql<string>`${teams.slug} || '/' || ${models.name} || '@' || ${versionEntries.number}`,
      metadata: versions.metadata,
      tags: sql<string[]>`array_to_json(array(select tag from version_tags where version_id = ${versions.id} order by tag))`,
    })
    .from(versionEntries)
    .innerJoin(versions, eq(versions.id, versionEntries.versionId))
    .innerJoin(models, eq(models.id, versionEntries.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(within[scope.kind], modelPermits(actor, "model:read")))
    .orderBy(...(scope.kind === "model" ? [desc(versionEntries.number)] : [desc(versionEntries.createdAt), desc(versionEntries.versionId)]))
    .limit(mostTried);
  return rows.map(({ reference, metadata, tags }) => ({ reference, metadata: { ...metadata, tags } }));
}
