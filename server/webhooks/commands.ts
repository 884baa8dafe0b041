import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { uuidv7 } from "../db/uuid.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { seal } from "../identity/seal.ts";
import { lastEvent } from "../outbox/queries.ts";
import { hidden } from "./message.ts";
import { newSigningSecret } from "./new-secret.ts";
import { findPlace, requireWebhook, type KeptWebhook } from "./queries.ts";
import { askToTest, wakeDeliveries } from "./queue.ts";
import { testEventType, type ChangedTarget, type ChangedWebhook, type NewWebhook, type Target, type WebhookPlace } from "./schema.ts";
import { secretsAt } from "./standard.ts";
import { deliveries, webhooks, type SigningSecret } from "./tables.ts";

/** So many webhooks a place may have. */
const mostWebhooks = 50;

/** What the record calls a webhook: where it is, and its name. */
export function targetOf({ place, name }: { place: WebhookPlace; name: string }): string {
  return place.kind === "site" ? name : `${place.kind === "team" ? place.team : place.model}: ${name}`;
}

/** An address as it is recorded: more people read that than keep the webhook, and what stands behind a ? is often a secret. */
function withoutQuery(url: string): string {
  const [place, query] = url.split("?", 2);
  return query === undefined ? url : `${place}?${hidden}`;
}

/** What a record says of the model that a webhook hangs on, if it does. */
export const modelOf = ({ modelId }: { modelId: string | null }) => (modelId === null ? {} : { modelId });

/**
 * Makes a webhook. It is told what happens from now on.
 * @param secret the registry's own
 * @returns of a generic one, what its deliveries are signed with: it is shown this once
 * @throws DomainError not_found, forbidden, invalid_input
 */
export async function createWebhook(tx: Transaction, actor: Actor, secret: string, input: NewWebhook): Promise<{ id: string; secret: string | null }> {
  const { place, teamId, modelId } = await findPlace(tx, actor, input.place);
  await refuseMany(tx, { teamId, modelId });
  const signing = input.target.kind === "generic" ? newSigningSecret() : null;
  const id = uuidv7();
  await tx.insert(webhooks).values({
    id, scope: place.kind, teamId, modelId, name: input.name, kind: input.target.kind, ...storedTarget(input.target, secret),
    signing: signing === null ? [] : [sealedSecret(signing, secret, new Date())],
    events: [...new Set(input.events)], verifyTls: input.verifyTls, after: await lastEvent(tx), createdBy: actor.userId,
  });
  const { url } = storedTarget(input.target, secret);
  await record(tx, actor, { action: "webhook.created", ...modelOf({ modelId }), target: targetOf({ place, name: input.name }), details: { webhook: id, kind: input.target.kind, url: withoutQuery(url), events: input.events, verifyTls: input.verifyTls } });
  return { id, secret: signing };
}

async function refuseMany(tx: Transaction, { teamId, modelId }: { teamId: string | null; modelId: string | null }): Promise<void> {
  const here = teamId ? sql`team_id = ${teamId}` : modelId ? sql`model_id = ${modelId}` : sql`scope = 'site'`;
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from webhooks where removed_at is null and ${here}`);
  if ((row?.n ?? 0) >= mostWebhooks) throw new DomainError("invalid_input", `There are ${mostWebhooks} webhooks here already, which is the most. Remove one that is not needed.`, { most: mostWebhooks });
}

const sealedSecret = (text: string, secret: string, now: Date): SigningSecret => ({ sealed: seal(secret, "webhook", text), createdAt: now.toISOString(), endsAt: null });

/** A target as it is kept: what is secret in it is sealed. */
function storedTarget(target: Target, secret: string): { url: string; settings: Record<string, string>; credential: string | null } {
  if (target.kind === "generic") return { url: target.url, settings: {}, credential: null };
  if (target.kind === "slack") return { url: `${new URL(target.url).origin}/${hidden}`, settings: {}, credential: seal(secret, "webhook", target.url) };
  const { kind: _, url, token, ...settings } = target;
  return { url, settings, credential: seal(secret, "webhook", token) };
}

/**
 * Changes what is given. What is sealed stays where it is left out, unless it would then go to another server than before.
 * @throws DomainError not_found, forbidden, invalid_input
 */
export async function changeWebhook(tx: Transaction, actor: Actor, secret: string, { id, name, target, events, verifyTls }: ChangedWebhook): Promise<{ id: string }> {
  const before = await holdWebhook(tx, actor, id);
  const changed = target === undefined ? {} : changedTarget(before, target, secret);
  if (verifyTls === false && before.verifyTls && before.credential !== null && !("credential" in changed)) {
    throw new DomainError("invalid_input", "Give the credential again: without looking at the server's certificate, it may go to somebody else than before.");
  }
  const filter = events && [...new Set(events)];
  const next = { name: name ?? before.name, events: filter ?? before.events, verifyTls: verifyTls ?? before.verifyTls };
  await tx.update(webhooks).set({ ...next, ...changed }).where(eq(webhooks.id, id));
  const told = { ...next, url: changed.url ?? before.url, settings: changed.settings ?? before.settings };
  const differing = (Object.keys(told) as (keyof typeof told)[]).filter((key) => JSON.stringify(told[key]) !== JSON.stringify(before[key]));
  await record(tx, actor, {
    action: "webhook.changed", ...modelOf(before), target: targetOf({ ...before, name: next.name }),
    details: { webhook: id, ...Object.fromEntries(differing.map((key) => [key, { from: recorded(key, before), to: recorded(key, told) }])), ...("credential" in changed ? { credential: "given anew" } : {}) },
  });
  return { id };
}

type Told = Pick<KeptWebhook, "name" | "events" | "verifyTls" | "url" | "settings">;
const recorded = (key: keyof Told, told: Told) => (key === "url" ? withoutQuery(told.url) : told[key]);

function changedTarget(before: KeptWebhook, target: ChangedTarget, secret: string): Partial<ReturnType<typeof storedTarget>> {
  if (target.kind !== before.kind) throw new DomainError("invalid_input", `This webhook is of the kind ${before.kind}, which does not change. Make another for ${target.kind}.`, { kind: before.kind });
  if (target.kind === "generic") return { url: target.url };
  if (target.kind === "slack") return target.url === undefined ? {} : storedTarget({ kind: "slack", url: target.url }, secret);
  if (target.token !== undefined) return storedTarget({ ...target, token: target.token }, secret);
  if (new URL(target.url).origin !== new URL(before.url).origin) {
    throw new DomainError("invalid_input", `Give the token again: the one that is kept was meant for ${new URL(before.url).origin}, and goes nowhere else.`);
  }
  const { kind: _, url, token: __, ...settings } = target;
  return { url, settings };
}

/** Held until the end: of two who change it, one waits, and no try of it is written down. @throws DomainError not_found, forbidden */
export async function holdWebhook(tx: Transaction, actor: Actor, id: string): Promise<KeptWebhook> {
  await tx.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, id)).for("update");
  return await requireWebhook(tx, actor, id);
}

/**
 * Gives a webhook another secret to sign with. Until the overlap is over, both sign.
 * @returns the new one, which is shown this once, and until when the old one signs
 * @throws DomainError not_found, forbidden; invalid_input, of a webhook that is not signed
 */
export async function rotateSecret(tx: Transaction, actor: Actor, secret: string, { id, overlapHours }: { id: string; overlapHours: number }) {
  const before = await holdWebhook(tx, actor, id);
  if (before.kind !== "generic") throw new DomainError("invalid_input", `Deliveries to ${before.kind} are not signed. Change the webhook to give it another token.`);
  const now = new Date();
  const ends = new Date(now.getTime() + overlapHours * 60 * 60 * 1000);
  const fresh = newSigningSecret();
  const old = secretsAt(before.signing, now).map((each) => (each.endsAt !== null && new Date(each.endsAt) < ends ? each : { ...each, endsAt: ends.toISOString() }));
  // A header holds only so many signatures: of those that end, the latest stay.
  await tx.update(webhooks).set({ signing: [sealedSecret(fresh, secret, now), ...secretsAt(old, now)].slice(0, 5) }).where(eq(webhooks.id, id));
  await record(tx, actor, { action: "webhook.secret_rotated", ...modelOf(before), target: targetOf(before), details: { webhook: id, overlapHours } });
  return { id, secret: fresh, oldEndsAt: ends.toISOString() };
}

/** Sends nothing more until it is resumed: what happens in the meantime waits. @throws DomainError not_found, forbidden, already_exists */
export async function pauseWebhook(tx: Transaction, actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  const before = await holdWebhook(tx, actor, id);
  if (before.state === "paused") throw new DomainError("already_exists", `${before.name} is paused already.`);
  await tx.update(webhooks).set({ state: "paused" }).where(eq(webhooks.id, id));
  await record(tx, actor, { action: "webhook.paused", ...modelOf(before), target: targetOf(before), details: { webhook: id } });
  return { id };
}

/** Sends again, what waits first. @throws DomainError not_found, forbidden, already_exists */
export async function resumeWebhook(tx: Transaction, actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  const before = await holdWebhook(tx, actor, id);
  if (before.state === "active") throw new DomainError("already_exists", `${before.name} is not paused.`);
  await resume(tx, actor, before);
  return { id };
}

/** Makes a webhook active, and has what waits sent at once. */
export async function resume(tx: Transaction, actor: Actor, webhook: Pick<KeptWebhook, "id" | "name" | "modelId" | "state" | "place">): Promise<void> {
  await tx.update(webhooks).set({ state: "active", failures: 0, failingSince: null }).where(eq(webhooks.id, webhook.id));
  await tx.update(deliveries).set({ nextAttemptAt: sql`now()` }).where(and(eq(deliveries.webhookId, webhook.id), eq(deliveries.state, "pending")));
  await wakeDeliveries(tx, webhook.id);
  await record(tx, actor, { action: "webhook.resumed", ...modelOf(webhook), target: targetOf(webhook), details: { webhook: webhook.id, was: webhook.state } });
}

/** Removes a webhook with its secrets. What it was told stays for as long as deliveries are kept; what waits is dropped. @throws DomainError not_found, forbidden */
export async function removeWebhook(tx: Transaction, actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  const before = await holdWebhook(tx, actor, id);
  const dropped = await tx.update(deliveries).set({ state: "dropped", endedAt: sql`now()` }).where(and(eq(deliveries.webhookId, id), eq(deliveries.state, "pending"))).returning({ id: deliveries.id });
  await tx.update(webhooks).set({ removedAt: sql`now()`, signing: [], credential: null }).where(eq(webhooks.id, id));
  await record(tx, actor, { action: "webhook.removed", ...modelOf(before), target: targetOf(before), details: { webhook: id, dropped: dropped.length } });
  return { id };
}

/** Has a test sent at once, also while the webhook is paused or broken. @returns its delivery @throws DomainError not_found, forbidden */
export async function testWebhook(tx: Transaction, actor: Actor, { id }: { id: string }): Promise<{ delivery: string }> {
  const webhook = await holdWebhook(tx, actor, id);
  const delivery = uuidv7();
  await tx.insert(deliveries).values({ id: delivery, webhookId: id, eventType: testEventType, modelId: webhook.modelId });
  await askToTest(tx, { webhookId: id, deliveryId: delivery });
  await record(tx, actor, { action: "webhook.tested", ...modelOf(webhook), target: targetOf(webhook), details: { webhook: id, delivery } });
  return { delivery };
}
