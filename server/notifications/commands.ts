import { and, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { choicesOf, countUnread, mutedSubjects } from "./queries.ts";
import type { Choice, Muted, NotificationKind } from "./schema.ts";
import { notificationChoices, notificationMutes, notifications } from "./tables.ts";

/**
 * Notes that the actor has read one of their notifications, or all up to one.
 * @returns how many are left unread
 * @throws DomainError not_found
 */
export async function markRead(tx: Transaction, actor: Actor, input: { id: string } | { upTo: string }): Promise<{ unread: number }> {
  const own = eq(notifications.userId, actor.userId);
  const id = "id" in input ? input.id : input.upTo;
  const [named] = await tx.select({ createdAt: notifications.createdAt }).from(notifications).where(and(own, eq(notifications.id, id)));
  if (!named) throw notFound(`The notification ${id}`);
  const which = "id" in input ? eq(notifications.id, id) : sql`(${notifications.createdAt}, ${notifications.id}) <= (select n.created_at, n.id from notifications n where n.id = ${id})`;
  await tx.update(notifications).set({ readAt: new Date() }).where(and(own, isNull(notifications.readAt), which));
  return await countUnread(tx, actor);
}

/** Says that the actor wants to hear no more of something; doing it again changes nothing. @throws DomainError not_found */
export async function mute(tx: Transaction, actor: Actor, muted: Muted): Promise<{ muted: true }> {
  const { subject, words } = await mutedSubjects(tx, actor, muted);
  await tx.insert(notificationMutes).values({ userId: actor.userId, subject }).onConflictDoNothing();
  await record(tx, actor, { action: "notifications.muted", target: words });
  return { muted: true };
}

/** Takes that back. @throws DomainError not_found */
export async function unmute(tx: Transaction, actor: Actor, muted: Muted): Promise<{ muted: false }> {
  const { subject, words } = await mutedSubjects(tx, actor, muted);
  await tx.delete(notificationMutes).where(and(eq(notificationMutes.userId, actor.userId), eq(notificationMutes.subject, subject)));
  await record(tx, actor, { action: "notifications.unmuted", target: words });
  return { muted: false };
}

/** Decides how the actor hears of some kinds; the others stay as they are. */
export async function choose(tx: Transaction, actor: Actor, choices: readonly (Choice & { kind: NotificationKind })[]): Promise<(Choice & { kind: NotificationKind })[]> {
  const distinct = [...new Map(choices.map((choice) => [choice.kind, choice])).values()];
  await tx
    .insert(notificationChoices)
    .values(distinct.map(({ kind, inApp, mail }) => ({ userId: actor.userId, kind, inApp, mail })))
    .onConflictDoUpdate({ target: [notificationChoices.userId, notificationChoices.kind], set: { inApp: sql`excluded.in_app`, mail: sql`excluded.mail` } });
  await record(tx, actor, { action: "notifications.chosen", target: actor.email, details: { choices: distinct } });
  return await choicesOf(tx, actor);
}
