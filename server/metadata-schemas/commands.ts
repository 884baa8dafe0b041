import { desc, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand, demandOnSite } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { findPlace } from "../policies/queries.ts";
import { requireTeam } from "../teams/queries.ts";
import { refusedByAll, schemasFor } from "./queries.ts";
import type { JsonSchema, SchemaScope } from "./schema.ts";
import { metadataSchemas } from "./tables.ts";
import { schemaFaults } from "./validate.ts";
import { ownerWords } from "./words.ts";

/** One at a time saves a schema: its number is the next one. */
const savingLock = 0x0c5f;

/**
 * Adds a version to a scope's schema; it counts for versions that are registered from then on.
 * @param input.schema null takes the schema away
 * @throws DomainError forbidden, not_found; schema_changed, when somebody has saved one since; schema_invalid, with the paths
 *   of what is wrong
 */
export async function saveSchema(tx: Transaction, actor: Actor, input: { scope: SchemaScope; schema: JsonSchema | null; note: string; expected: number }) {
  const place = await findPlace(tx, actor, input.scope);
  await demandKeeping(tx, actor, input.scope);
  const faults = input.schema === null ? [] : schemaFaults(input.schema);
  if (faults.length > 0) {
    const told = faults.slice(0, 8).map(({ path, message }) => `${path === "" ? "The schema" : path} ${message}.`);
    throw new DomainError("schema_invalid", `This schema can't be saved. ${told.join(" ")}`, { faults });
  }
  await tx.execute(sql`select pg_advisory_xact_lock(${savingLock})`);
  const [newest] = await tx
    .select({ version: metadataSchemas.version, schema: metadataSchemas.schema })
    .from(metadataSchemas)
    .where(eq(metadataSchemas.scope, place.key))
    .orderBy(desc(metadataSchemas.version))
    .limit(1);
  const last = newest?.version ?? 0;
  if (last !== input.expected) throw new DomainError("schema_changed", `Somebody has saved version ${last} of this schema since you looked at version ${input.expected}. Look at what changed, then save again.`, { newest: last });
  if (input.schema === null && !newest?.schema) throw new DomainError("not_found", "There is no schema to take away here.");
  const version = last + 1;
  const { schema, note } = input;
  await tx.insert(metadataSchemas).values({ scope: place.key, teamId: place.teamId, modelId: place.modelId, version, schema, note, savedBy: actor.userId });
  await record(tx, actor, { action: "metadata_schema.saved", ...(place.modelId ? { modelId: place.modelId } : {}), target: scopeName(input.scope), details: { scope: input.scope, version, note, schema }, ...(input.scope.kind === "team" ? { event: { team: input.scope.team } } : {}) });
  return { version };
}

/** Administrators keep the site's schema; maintainers of a team its own and those of its models. */
async function demandKeeping(tx: Transaction, actor: Actor, scope: SchemaScope): Promise<void> {
  if (scope.kind === "site") {
    demandOnSite(actor, "site:manage");
    return;
  }
  demand(actor, scope.kind === "team" ? await requireTeam(tx, actor, scope.team) : (await requireModel(tx, actor, scope.model)).team, "schema:manage");
}

function scopeName(scope: SchemaScope): string {
  return scope.kind === "site" ? "site" : scope.kind === "team" ? scope.team : scope.model;
}

/**
 * Refuses a version whose metadata is not what the schemas want that count for its model.
 * @throws DomainError metadata_refused, which tells of each fault its path and the schema that asks
 */
export async function requireDeclared(tx: Transaction, model: { id: string; reference: string; teamId: string; team: string }, metadata: Record<string, unknown>): Promise<void> {
  const faults = refusedByAll(await schemasFor(tx, model), metadata);
  if (faults.length === 0) return;
  const told = faults.slice(0, 8).map(({ path, message, scope, version }) => `metadata${path === "" ? "" : `.${path}`} ${message}, by the schema of ${ownerWords(scope)} (version ${version}).`);
  const more = faults.length > told.length ? ` And ${faults.length - told.length} more.` : "";
  throw new DomainError("metadata_refused", `${told.join(" ")}${more} Complete what is declared, then try again.`, {
    issues: faults.map(({ path, message, ...rest }) => ({ path: path === "" ? "metadata" : `metadata.${path}`, message, ...rest })),
  });
}
