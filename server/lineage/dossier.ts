import { and, asc, eq, or, sql } from "drizzle-orm";
import type { BlobStore } from "../blobs/store.ts";
import { getCard } from "../cards/queries.ts";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { resolveReference } from "../pointers/queries.ts";
import { teams } from "../teams/tables.ts";
import { detailsOf } from "../versions/queries.ts";
import { versionFiles, versions } from "../versions/tables.ts";
import { bomOf, type Bom } from "./bom.ts";
import { lockNames, recipeOf, type Dossier } from "./recipe.ts";
import { scriptOf } from "./recipe-script.ts";
import type { Completeness, Recipe } from "./schema.ts";
import { versionCode, versionDatasets, versionParents, versionRuns } from "./tables.ts";

/** As many files as a recipe compares. */
const mostCompared = 1000;

/**
 * How a version was made, as far as it is known.
 * @throws DomainError not_found, invalid_input
 */
export async function readRecipe(db: Executor, actor: Actor, reference: string): Promise<{ recipe: Recipe; script: string }> {
  const recipe = recipeOf(await readDossier(db, actor, reference, mostCompared));
  return { recipe, script: scriptOf(recipe) };
}

/**
 * How much is known of how a version was made.
 * @throws DomainError not_found, invalid_input
 */
export async function readCompleteness(db: Executor, actor: Actor, reference: string): Promise<Completeness & { reference: string }> {
  const { reference: exact, completeness } = recipeOf(await readDossier(db, actor, reference, 0));
  return { reference: exact, ...completeness };
}

/**
 * The bill of materials of a version, with all of its files and what its card says.
 * @throws DomainError not_found, invalid_input; blob_damaged, where the card is
 */
export async function readBom(db: Executor, store: BlobStore, actor: Actor, reference: string): Promise<{ exact: string; bom: Bom }> {
  const dossier = await readDossier(db, actor, reference, null);
  const { card } = await getCard(db, store, actor, { reference: dossier.version.reference });
  return { exact: dossier.version.reference, bom: bomOf({ recipe: recipeOf(dossier), version: dossier.version, card: card && { body: card.shown.markdown, front: card.front, revision: card.revision } }) };
}

/** @param most how many of the files, by path; null for all */
async function readDossier(db: Executor, actor: Actor, reference: string, most: number | null): Promise<Dossier & { version: NonNullable<Awaited<ReturnType<typeof findDetail>>> }> {
  const { versionId } = await resolveReference(db, actor, reference);
  const version = await findDetail(db, versionId);
  if (!version) throw notFound(`The version ${reference}`);
  const file = { path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 };
  const ofVersion = eq(versionFiles.versionId, versionId);
  const listed = db.select(file).from(versionFiles).where(ofVersion).orderBy(asc(versionFiles.path));
  const likeLock = sql`${versionFiles.path} ~ ${`(^|/)(${lockNames.map((name) => name.source.slice(1, -1)).join("|")})$`}`;
  const [files, lockFiles, data, code, runs, parents] = await Promise.all([
    most === 0 ? [] : most === null ? listed : listed.limit(most),
    db.select(file).from(versionFiles).where(and(ofVersion, or(likeLock, eq(versionFiles.path, version.metadata.environmentLock?.path ?? "")))).limit(100),
    db
      .select({ name: versionDatasets.name, version: versionDatasets.version, digest: versionDatasets.digest, uri: versionDatasets.uri, role: versionDatasets.role })
      .from(versionDatasets)
      .where(and(eq(versionDatasets.versionId, versionId), eq(versionDatasets.source, "event")))
      .orderBy(asc(versionDatasets.position)),
    db
      .select({ repository: versionCode.repository, commit: versionCode.commit, dirty: versionCode.dirty })
      .from(versionCode)
      .where(and(eq(versionCode.versionId, versionId), eq(versionCode.source, "event")))
      .orderBy(asc(versionCode.repository), asc(versionCode.commit)),
    db
      .select({ tracker: versionRuns.tracker, id: versionRuns.runId, url: versionRuns.url })
      .from(versionRuns)
      .where(and(eq(versionRuns.versionId, versionId), eq(versionRuns.source, "event")))
      .orderBy(asc(versionRuns.tracker), asc(versionRuns.runId)),
    db
      .select({ relation: versionParents.relation, reference: sql<string>`${teams.slug} || '/' || ${models.name} || '@' || ${versions.number}`, digest: versions.digest, model: sql<string>`${teams.slug} || '/' || ${models.name}` })
      .from(versionParents)
      .innerJoin(versions, eq(versions.id, versionParents.parentId))
      .innerJoin(models, eq(models.id, versions.modelId))
      .innerJoin(teams, eq(teams.id, models.teamId))
      .where(and(eq(versionParents.versionId, versionId), modelPermits(actor, "model:read")))
      .orderBy(asc(teams.slug), asc(models.name), asc(versions.number)),
  ]);
  // What was declared stands in the metadata under the name that it was given there.
  const declared = new Set((version.metadata.parents ?? []).map((parent) => `${parent.relation} ${parent.reference}`));
  const toldParents = parents
    .filter((parent) => !declared.has(`${parent.relation} ${parent.reference}`) && !declared.has(`${parent.relation} ${parent.model}@${parent.digest}`))
    .map(({ relation, reference: named }) => ({ relation, reference: named }));
  return { version, files, fileCount: version.files, lockFiles, told: { data, code, runs, parents: toldParents } };
}

async function findDetail(db: Executor, versionId: string) {
  return (await detailsOf(db, [versionId])).get(versionId);
}
