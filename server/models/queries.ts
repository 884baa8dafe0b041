import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { notFound } from "../errors.ts";
import { modelPermits, standingOf, gatheredFor } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { permissionsBy, type Held } from "../identity/access.ts";
import { users } from "../identity/tables.ts";
import { isRecalled } from "../lineage/reach.ts";
import type { TeamRole } from "../teams/schema.ts";
import { teams } from "../teams/tables.ts";
import type { ModelDetail, ModelSummary, Visibility } from "./schema.ts";
import { models } from "./tables.ts";

/** What the stages of the model at hand point to, as one JSON column, in the order of the stages. */
const stagesOfModel = sql<ModelSummary["stages"]>`coalesce((
  select json_agg(json_build_object('stage', s.name, 'version', v.number,
    'since', ${iso(sql`p.moved_at`)}) order by s.position)
  from pointers p join stages s on s.name = p.name join versions v on v.id = p.version_id
  where p.model_id = ${models.id}), '[]'::json)`;

const aliasesOfModel = sql<ModelDetail["aliases"]>`coalesce((
  select json_agg(json_build_object('alias', p.name, 'version', v.number) order by p.name)
  from pointers p join versions v on v.id = p.version_id
  where p.model_id = ${models.id} and not exists (select 1 from stages s where s.name = p.name)), '[]'::json)`;

const openPromotionsOfModel = sql<number>`(
  select count(*)::int from promotions where model_id = ${models.id} and state in ('draft', 'open', 'approved', 'applying'))`;

const recalledStagesOfModel = sql<string[]>`coalesce((
  select json_agg(s.name order by s.position) from pointers p join stages s on s.name = p.name where p.model_id = ${models.id} and ${isRecalled(sql`p.version_id`)}), '[]'::json)`;
const tagsOfModel = sql<string[]>`array_to_json(array(select tag from model_tags where model_id = ${models.id} order by tag))`;

const summaryColumns = {
  id: models.id,
  team: teams.slug,
  name: models.name,
  description: models.description,
  visibility: models.visibility,
  task: models.task,
  framework: models.framework,
  newestVersion: models.newestNumber,
  updatedAt: models.updatedAt,
  stages: stagesOfModel,
};

function toSummary(row: {
  id: string;
  team: string;
  name: string;
  description: string;
  visibility: Visibility;
  task: string | null;
  framework: string | null;
  newestVersion: number | null;
  updatedAt: Date;
  stages: ModelSummary["stages"];
}): ModelSummary {
  const { updatedAt, ...rest } = row;
  return {
    ...rest,
    reference: `${row.team}/${row.name}`,
    updatedAt: updatedAt.toISOString(),
  };
}

/** @throws DomainError not_found */
export async function getModel(db: Executor, actor: Actor, reference: string): Promise<ModelDetail> {
  const [team = "", name = ""] = reference.split("/");
  const [row] = await db
    .select({
      ...summaryColumns,
      createdAt: models.createdAt,
      creatorId: users.id,
      creatorName: users.name,
      aliases: aliasesOfModel,
      openPromotions: openPromotionsOfModel,
      recalledStages: recalledStagesOfModel,
      tags: tagsOfModel,
      ...standingOf(actor),
    })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(users, eq(users.id, models.createdBy))
    .where(and(eq(teams.slug, team), eq(models.name, name), models.announced, modelPermits(actor, "model:read")));
  if (!row) throw notFound(`The model ${reference}`);
  const { createdAt, creatorId, creatorName, aliases, openPromotions, recalledStages, tags, role, granted, ...summary } = row;
  return {
    ...toSummary(summary),
    createdAt: createdAt.toISOString(),
    createdBy: { id: creatorId, name: creatorName },
    aliases,
    openPromotions,
    recalledStages,
    tags,
    can: permissionsBy(actor, { role, granted }).filter((permission) => credentialAllows(actor, permission)),
  };
}

export interface ModelRow {
  id: string;
  reference: string;
  lastNumber: number;
  announced: boolean;
  visibility: Visibility;
  /** Its team, and how the actor stands to both. */
  team: Held & { id: string };
}

type FoundModel = { id: string; lastNumber: number; announced: boolean; teamId: string; slug: string; visibility: Visibility; role: TeamRole | null; granted: TeamRole[] };

const selectModel = gatheredFor<FoundModel, { team: string; name: string }>("model:read", { team: "text", name: "text" }, (asked, asker) => {
  const { role, granted } = standingOf(asker);
  return sql`select asked.n, found.* from ${asked}, lateral (
    select models.id, models.last_number as "lastNumber", models.announced, teams.id as "teamId", teams.slug, models.visibility, ${role} as role, ${granted} as granted
    from models join teams on teams.id = models.team_id
    where teams.slug = asked.team and models.name = asked.name and ${modelPermits(asker, "model:read")} limit 1) found`;
});

/** The model, when the actor may see it, even before it is announced; null otherwise. */
export async function findModel(db: Executor, actor: Actor, reference: string): Promise<ModelRow | null> {
  const [team = "", name = ""] = reference.split("/");
  const [row] = await selectModel(db, actor, { team, name });
  if (!row) return null;
  const { teamId, slug, role, granted, ...model } = row;
  return { ...model, reference, team: { id: teamId, slug, model: reference, role, granted } };
}

/** @throws DomainError not_found */
export async function requireModel(db: Executor, actor: Actor, reference: string): Promise<ModelRow> {
  const model = await findModel(db, actor, reference);
  if (!model?.announced) throw notFound(`The model ${reference}`);
  return model;
}
