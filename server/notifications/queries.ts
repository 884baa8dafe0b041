import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { isNarrow, modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import { requireModel } from "../models/queries.ts";
import { requirePromotion } from "../promotions/load.ts";
import { notificationKinds, proposedChoices, type Choice, type Muted, type Notification, type NotificationKind } from "./schema.ts";
import { notificationChoices, notificationMutes, notifications } from "./tables.ts";
import { wordsOf, type Facts } from "./words.ts";

/** So many unread ones are counted. */
const mostCounted = 100;

/** The condition that a notification is the actor's, of what they may see now, and of a kind that they want to hear of here. */
export function isShownTo(actor: Actor): SQL | undefined {
  const seen = sql`case when ${notifications.modelId} is null then ${isNarrow(actor) ? sql`false` : sql`true`} else ${modelPermits(actor, "model:read")} end`;
  const hidden = sql`exists (select 1 from notification_choices o where o.user_id = ${notifications.userId} and o.kind = ${notifications.kind} and not o.in_app)`;
  return and(eq(notifications.userId, actor.userId), seen, sql`not ${hidden}`);
}

const byTime = [notifications.createdAt, notifications.id];

/** A page of one's notifications, the latest first. */
export async function listNotifications(db: Executor, actor: Actor, { unread, cursor, limit }: { unread: boolean; cursor?: string | undefined; limit: number }): Promise<{ items: Notification[]; nextCursor: string | null }> {
  const rows = await db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      facts: notifications.facts,
      model: sql<string | null>`${teams.slug} || '/' || ${models.name}`,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .leftJoin(models, eq(models.id, notifications.modelId))
    .leftJoin(teams, eq(teams.id, models.teamId))
    .where(and(isShownTo(actor), unread ? isNull(notifications.readAt) : undefined, after(byTime, cursor ? decodeCursor(cursor, ["timestamp", "uuid"]) : undefined, "descending")))
    .orderBy(...inOrder(byTime, "descending"))
    .limit(limit + 1);
  const { items, nextCursor } = page(rows, limit, (row) => [row.createdAt, row.id]);
  return { items: items.map(toNotification), nextCursor };
}

function toNotification(row: { id: string; kind: NotificationKind; facts: unknown; model: string | null; createdAt: Date; readAt: Date | null }): Notification {
  const facts = row.facts as Facts;
  const { title, detail, path, by } = wordsOf(facts);
  const promotion = facts.about === "promotion" ? facts.promotion : null;
  return { id: row.id, kind: row.kind, title, detail, path, model: row.model, by, promotion, at: row.createdAt.toISOString(), readAt: row.readAt?.toISOString() ?? null };
}

/** How many are not read, up to 100. */
export async function countUnread(db: Executor, actor: Actor): Promise<{ unread: number }> {
  const unread = db
    .select({ one: sql`1`.as("one") })
    .from(notifications)
    .leftJoin(models, eq(models.id, notifications.modelId))
    .leftJoin(teams, eq(teams.id, models.teamId))
    .where(and(isShownTo(actor), isNull(notifications.readAt)))
    .limit(mostCounted)
    .as("unread");
  const [row] = await db.select({ unread: sql<number>`count(*)::int` }).from(unread);
  return { unread: row?.unread ?? 0 };
}

/** What somebody has chosen for each kind, and what the registry proposes for the rest. */
export async function choicesOf(db: Executor, actor: Actor): Promise<(Choice & { kind: NotificationKind })[]> {
  const rows = await db.select().from(notificationChoices).where(eq(notificationChoices.userId, actor.userId));
  return notificationKinds.map((kind) => {
    const { inApp, mail } = rows.find((row) => row.kind === kind) ?? proposedChoices[kind];
    return { kind, inApp, mail };
  });
}

/** What a mute is kept under: of a promotion or a model that the actor sees. @throws DomainError not_found */
export async function mutedSubjects(db: Executor, actor: Actor, muted: Muted): Promise<{ subject: string; words: string; modelSubject: string }> {
  if ("model" in muted) {
    const { id } = await requireModel(db, actor, muted.model);
    return { subject: `model:${id}`, words: `model ${muted.model}`, modelSubject: `model:${id}` };
  }
  const { id, modelId } = await requirePromotion(db, actor, muted.promotion);
  return { subject: `promotion:${id}`, words: `promotion ${id}`, modelSubject: `model:${modelId}` };
}

/** Whether the actor hears of something no more. @throws DomainError not_found */
export async function muteState(db: Executor, actor: Actor, muted: Muted): Promise<{ muted: boolean; byModel: boolean }> {
  const { subject, modelSubject } = await mutedSubjects(db, actor, muted);
  const rows = await db.select({ subject: notificationMutes.subject }).from(notificationMutes).where(eq(notificationMutes.userId, actor.userId));
  const has = (wanted: string) => rows.some((row) => row.subject === wanted);
  return { muted: has(subject), byModel: subject !== modelSubject && has(modelSubject) };
}
