import { and, desc, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import { modelPermits, standingOf } from "../grants/permits.ts";
import { demand, demandOnSite, type Held } from "../identity/access.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { requireTeam, teamPermits } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import type { Attempt, Delivery, DeliveryState, Webhook, WebhookPlace } from "./schema.ts";
import { deliveries, deliveryAttempts, webhooks } from "./tables.ts";

/** A place as rows know it. */
export interface PlaceRow {
  place: WebhookPlace;
  teamId: string | null;
  modelId: string | null;
}

/**
 * Where a webhook of the actor's lies, or may lie: administrators keep the site's, maintainers those of a team and its models.
 * @throws DomainError not_found, when they can't see the team or the model; forbidden
 */
export async function findPlace(db: Executor, actor: Actor, place: WebhookPlace): Promise<PlaceRow> {
  if (place.kind === "site") {
    demandOnSite(actor, "site:manage");
    return { place, teamId: null, modelId: null };
  }
  if (place.kind === "team") {
    const team = await requireTeam(db, actor, place.team);
    demand(actor, team, "webhook:manage");
    return { place, teamId: team.id, modelId: null };
  }
  const model = await requireModel(db, actor, place.model);
  demand(actor, model.team, "webhook:manage");
  return { place, teamId: null, modelId: model.id };
}

/** Where a webhook lies. */
export async function findPlaceOf(db: Executor, id: string): Promise<WebhookPlace> {
  const [row] = await db.select({ scope: webhooks.scope, team: teams.slug, model: models.name }).from(webhooks).leftJoin(models, ofItsModel).leftJoin(teams, ofItsTeam).where(eq(webhooks.id, id));
  return placeOf(row!);
}

/** The condition that the actor sees what the webhook at hand is about. */
function isSeen(actor: Actor): SQL | undefined {
  const site = siteHolds(actor.siteRole, "site:manage") && credentialAllows(actor, "site:manage");
  return or(
    site ? eq(webhooks.scope, "site") : undefined,
    and(eq(webhooks.scope, "team"), teamPermits(actor, "model:read")),
    and(eq(webhooks.scope, "model"), models.announced, modelPermits(actor, "model:read")),
  );
}

const ofItsModel = eq(models.id, webhooks.modelId);
const ofItsTeam = sql`${teams.id} = coalesce(${webhooks.teamId}, ${models.teamId})`;

function placeOf({ scope, team, model }: { scope: Webhook["place"]["kind"]; team: string | null; model: string | null }): WebhookPlace {
  if (scope === "team") return { kind: scope, team: team ?? "" };
  return scope === "model" ? { kind: scope, model: `${team}/${model}` } : { kind: scope };
}

/**
 * A webhook that the actor keeps, with what is sealed in it.
 * @throws DomainError not_found, when they can't see what it is about; forbidden
 */
export async function requireWebhook(db: Executor, actor: Actor, id: string) {
  return await requireThe(db, actor, eq(webhooks.id, id), "That webhook");
}
export type KeptWebhook = Awaited<ReturnType<typeof requireWebhook>>;

/** The webhook of a delivery, in the same way: in one statement, whether there is such a delivery or not. */
export async function requireWebhookOf(db: Executor, actor: Actor, delivery: string): Promise<KeptWebhook> {
  return await requireThe(db, actor, sql`${webhooks.id} = (select d.webhook_id from deliveries d where d.id = ${delivery})`, "That delivery");
}

async function requireThe(db: Executor, actor: Actor, which: SQL, what: string) {
  const [row] = await db
    .select({ webhook: webhooks, team: teams.slug, model: models.name, ...standingOf(actor) })
    .from(webhooks)
    .leftJoin(models, ofItsModel)
    .leftJoin(teams, ofItsTeam)
    .where(and(which, isNull(webhooks.removedAt), isSeen(actor)));
  if (!row) throw notFound(what);
  const place = placeOf({ scope: row.webhook.scope, ...row });
  if (place.kind !== "site") {
    const held: Held = { slug: row.team ?? "", ...(place.kind === "model" ? { model: place.model } : {}), role: row.role, granted: place.kind === "model" ? row.granted : [] };
    demand(actor, held, "webhook:manage");
  }
  return { ...row.webhook, place };
}

const webhookColumns = {
  id: webhooks.id,
  scope: webhooks.scope,
  team: teams.slug,
  model: models.name,
  name: webhooks.name,
  kind: webhooks.kind,
  url: webhooks.url,
  settings: webhooks.settings,
  events: webhooks.events,
  verifyTls: webhooks.verifyTls,
  state: webhooks.state,
  failingSince: webhooks.failingSince,
  failures: webhooks.failures,
  pending: sql<number>`(select count(*)::int from deliveries d where d.webhook_id = ${webhooks.id} and d.state = 'pending')`,
  lastDeliveredAt: sql<string | null>`(select ${iso(sql`max(d.ended_at)`)} from (select ended_at from deliveries where webhook_id = ${webhooks.id} and state = 'delivered' order by seq desc limit 20) d)`,
  signing: webhooks.signing,
  createdBy: { id: users.id, name: users.name },
  createdAt: webhooks.createdAt,
};

function selectWebhooks(db: Executor) {
  return db.select(webhookColumns).from(webhooks).innerJoin(users, eq(users.id, webhooks.createdBy)).leftJoin(models, ofItsModel).leftJoin(teams, ofItsTeam);
}

function toWebhook({ scope, team, model, signing, failingSince, createdAt, ...row }: Awaited<ReturnType<typeof selectWebhooks>>[number], now: Date): Webhook {
  return {
    ...row,
    place: placeOf({ scope, team, model }),
    signing: signing.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > now).map(({ createdAt: since, endsAt }) => ({ createdAt: since, endsAt })),
    failingSince: failingSince?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

const byName = [webhooks.name, webhooks.id];

/** A page of the webhooks of a place, by name. @throws DomainError not_found, forbidden */
export async function listWebhooks(db: Executor, actor: Actor, input: { place: WebhookPlace; cursor?: string | undefined; limit: number }) {
  const { teamId, modelId } = await findPlace(db, actor, input.place);
  const from = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ["text", "uuid"]);
  const here = and(
    eq(webhooks.scope, input.place.kind),
    teamId === null ? isNull(webhooks.teamId) : eq(webhooks.teamId, teamId),
    modelId === null ? isNull(webhooks.modelId) : eq(webhooks.modelId, modelId),
  );
  const rows = await selectWebhooks(db)
    .where(and(here, isNull(webhooks.removedAt), after(byName, from, "ascending")))
    .orderBy(...inOrder(byName, "ascending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.id]);
  const now = new Date();
  return { items: items.map((row) => toWebhook(row, now)), nextCursor };
}

/** One webhook. @throws DomainError not_found, forbidden */
export async function getWebhook(db: Executor, actor: Actor, id: string): Promise<Webhook> {
  await requireWebhook(db, actor, id);
  const [row] = await selectWebhooks(db).where(eq(webhooks.id, id));
  return toWebhook(row!, new Date());
}

const ofModel = sql<string | null>`(select t.slug || '/' || m.name from models m join teams t on t.id = m.team_id where m.id = deliveries.model_id)`;
const ofLastTry = (column: SQL) => sql`(select ${column} from delivery_attempts a where a.delivery_id = deliveries.id order by a.number desc limit 1)`;

const deliveryColumns = {
  id: deliveries.id,
  seq: deliveries.seq,
  webhook: deliveries.webhookId,
  event: deliveries.eventId,
  type: deliveries.eventType,
  model: ofModel,
  state: deliveries.state,
  attempts: deliveries.attempts,
  createdAt: deliveries.createdAt,
  nextAttemptAt: deliveries.nextAttemptAt,
  endedAt: deliveries.endedAt,
  lastStatus: ofLastTry(sql`a.status`) as SQL<number | null>,
  lastError: ofLastTry(sql`a.error`) as SQL<string | null>,
  redeliveryOf: deliveries.redeliveryOf,
};

function toDelivery({ createdAt, nextAttemptAt, endedAt, ...row }: { createdAt: Date; nextAttemptAt: Date; endedAt: Date | null } & Omit<Delivery, "createdAt" | "nextAttemptAt" | "endedAt">): Delivery {
  return { ...row, createdAt: createdAt.toISOString(), nextAttemptAt: row.state === "pending" ? nextAttemptAt.toISOString() : null, endedAt: endedAt?.toISOString() ?? null };
}

interface DeliveryFilter {
  id: string;
  states?: readonly DeliveryState[] | undefined;
  type?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A page of what a webhook was told, the latest first. @throws DomainError not_found, forbidden */
export async function listDeliveries(db: Executor, actor: Actor, { id, states, type, cursor, limit }: DeliveryFilter) {
  await requireWebhook(db, actor, id);
  const from = cursor === undefined ? undefined : decodeCursor(cursor, ["integer"]);
  const rows = await db
    .select(deliveryColumns)
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, id),
        states && states.length > 0 ? inArray(deliveries.state, [...states]) : undefined,
        type === undefined ? undefined : eq(deliveries.eventType, type),
        after([deliveries.seq], from, "descending"),
      ),
    )
    .orderBy(desc(deliveries.seq))
    .limit(limit + 1);
  const { items, nextCursor } = page(rows, limit, (row) => [row.seq]);
  return { items: items.map(toDelivery), nextCursor };
}

/** So many of the tries of a delivery are shown: there are not more by themselves. */
const mostAttempts = 100;

/** One delivery with its tries, the latest first. @throws DomainError not_found, forbidden */
export async function getDelivery(db: Executor, actor: Actor, id: string): Promise<{ delivery: Delivery; tries: Attempt[] }> {
  await requireWebhookOf(db, actor, id);
  const [row] = await db.select(deliveryColumns).from(deliveries).where(eq(deliveries.id, id));
  const tries = await db.select().from(deliveryAttempts).where(eq(deliveryAttempts.deliveryId, id)).orderBy(desc(deliveryAttempts.number)).limit(mostAttempts);
  return { delivery: toDelivery(row!), tries: tries.map(({ at, ...each }) => ({ ...each, at: at.toISOString() })) };
}
