import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { uuidv7 } from "../db/uuid.ts";
import { mayOnModel } from "../grants/permits.ts";
import { queueLetters, type Mailing } from "../mail/commands.ts";
import { noticeLetter } from "../mail/letters.ts";
import { registryName } from "../mail/queries.ts";
import type { StoredEvent } from "../outbox/queries.ts";
import type { EventType } from "../outbox/schema.ts";
import { expiryNoticeDays, expiryNotices, tokenNoticeDays, tokenNotices } from "./expiry.ts";
import { happeningsOf, promotionsExpiring, tokensEnding } from "./load.ts";
import { proposedChoices } from "./schema.ts";
import { noticesOf, type Notice } from "./recipients.ts";
import { wordsOf, type Facts } from "./words.ts";

/** So many rows go into one statement. */
const rowsAtOnce = 1000;
/** After these nobody can sign. */
const decisions: readonly EventType[] = ["promotion.applied", "promotion.bypassed", "promotion.rejected", "promotion.withdrawn", "promotion.expired", "promotion.superseded", "promotion.failed"];
const day = 24 * 60 * 60 * 1000;

/** Tells those whom events concern, in the transaction of their relay. */
export async function tellOf(tx: Transaction, mailing: Mailing, events: readonly StoredEvent[]): Promise<void> {
  await give(tx, mailing, noticesOf(await happeningsOf(tx, events)));
  await settleRequests(tx, events);
}

/** Nobody has to look at a request any more that is decided. */
async function settleRequests(tx: Transaction, events: readonly StoredEvent[]): Promise<void> {
  const decided = events.filter(({ type }) => decisions.includes(type)).map(({ payload }) => `promotion:${String(payload["target"])}`);
  if (decided.length === 0) return;
  await tx.execute(sql`update notifications set read_at = now() where kind = 'review_requested' and read_at is null and subject = any(${sql.param(decided)}::text[])`);
}

/** Tells of promotions and tokens that are about to expire. Asking again tells nobody twice. */
export async function tellOfEnds(tx: Transaction, mailing: Mailing, now: Date): Promise<void> {
  const promotions = await promotionsExpiring(tx, new Date(now.getTime() + expiryNoticeDays * day));
  const tokens = await tokensEnding(tx, new Date(now.getTime() + tokenNoticeDays[0] * day));
  await give(tx, mailing, [...promotions.flatMap((each) => expiryNotices(each, now)), ...tokens.flatMap((each) => tokenNotices(each, now))]);
}

interface Mailed extends Record<string, unknown> {
  email: string;
  facts: Facts;
}

/**
 * Writes notices down: for people who may see the model now, who have not muted what it is about and who want to hear of its kind.
 * Whoever was told of the same before is not told again. Those who want a letter at once get it with this transaction.
 */
async function give(tx: Transaction, mailing: Mailing, notices: readonly Notice[]): Promise<void> {
  for (let from = 0; from < notices.length; from += rowsAtOnce) {
    const rows = notices.slice(from, from + rowsAtOnce).map(({ userId, kind, key, subject, modelId, eventId, facts }) => ({
      id: uuidv7(), user_id: userId, kind, key, subject, model_id: modelId, event_id: eventId, facts, mail: proposedChoices[kind].mail,
    }));
    const mailed = await tx.execute<Mailed>(sql`
      with told as (
        insert into notifications (id, user_id, kind, key, subject, model_id, event_id, facts, mailed_at)
        select c.id, c.user_id, c.kind, c.key, c.subject, c.model_id, c.event_id, c.facts, case when ${mailing.origin !== null} and coalesce(o.mail, c.mail) = 'at_once' then now() end
        from json_to_recordset(${JSON.stringify(rows)}::json) c (id uuid, user_id uuid, kind text, key text, subject text, model_id uuid, event_id bigint, facts jsonb, mail text)
        join users on users.id = c.user_id and users.kind = 'person' and users.deactivated_at is null
        left join models on models.id = c.model_id
        left join notification_choices o on o.user_id = c.user_id and o.kind = c.kind
        where (c.model_id is null or ${mayOnModel("model:read")})
          and (coalesce(o.in_app, true) or coalesce(o.mail, c.mail) <> 'off')
          and not exists (select 1 from notification_mutes m where m.user_id = c.user_id and m.subject in (c.subject, 'model:' || c.model_id))
        order by c.id
        on conflict (user_id, key) do nothing
        returning user_id, facts, mailed_at, id)
      select u.email, t.facts from told t join users u on u.id = t.user_id where t.mailed_at is not null order by t.id`);
    if (mailing.origin === null || mailed.length === 0) continue;
    const { origin } = mailing;
    const registry = await registryName(tx);
    await queueLetters(tx, mailing, [...mailed].map(({ email, facts }) => noticeLetter(email, { ...wordsOf(facts), lines: facts.about === "recall" ? touchedLines(facts) : [], registry, origin })));
  }
}

/** Removes what was told more than a year ago. */
export async function trimNotifications(tx: Transaction): Promise<void> {
  await tx.execute(sql`delete from notifications where created_at < now() - interval '1 year'`);
}

function touchedLines({ models, more }: Extract<Facts, { about: "recall" }>): string[] {
  return [...models, ...(more > 0 ? [`and ${more} more`] : [])];
}
