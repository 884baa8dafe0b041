import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { mayOnModel } from "../grants/permits.ts";
import { queueLetter, type Mailing } from "../mail/commands.ts";
import { digestLetter } from "../mail/letters.ts";
import { registryName } from "../mail/queries.ts";
import { notificationKinds, proposedChoices } from "./schema.ts";
import { wordsOf, type Facts } from "./words.ts";

/** What is older is not told of by letter any more. */
const days = 7;
/** So many a letter tells of; of the rest it says how many there are. */
const mostTold = 50;

const proposed = JSON.stringify(notificationKinds.map((kind) => ({ kind, mail: proposedChoices[kind].mail })));

/** The condition on a row of `notifications n` that it waits for the letter of the day. */
const waits = sql`n.mailed_at is null and n.read_at is null and n.created_at > now() - make_interval(days => ${days})
  and coalesce((select o.mail from notification_choices o where o.user_id = n.user_id and o.kind = n.kind),
    (select p.mail from json_to_recordset(${proposed}::json) p (kind text, mail text) where p.kind = n.kind)) = 'digest'`;

/**
 * Writes one letter to each person who has something to hear of that they have not read and no letter has told of. Whoever does
 * it again, or at the same time, writes none of them twice.
 * @returns how many letters there were
 */
export async function mailDigests(db: Database, mailing: Mailing): Promise<number> {
  if (mailing.origin === null) return 0;
  let letters = 0;
  const people = await db.execute<{ userId: string }>(sql`select distinct n.user_id as "userId" from notifications n where ${waits}`);
  for (const { userId } of people) if (await db.transaction((tx) => mailDigest(tx, mailing, userId))) letters += 1;
  return letters;
}

/** @returns whether there was anything to tell */
async function mailDigest(tx: Transaction, mailing: Mailing, userId: string): Promise<boolean> {
  const told = await tx.execute<{ email: string; facts: Facts }>(sql`
    with due as (select n.id from notifications n where n.user_id = ${userId} and ${waits} for update),
    told as (update notifications n set mailed_at = now() from due where n.id = due.id returning n.user_id, n.model_id, n.facts, n.created_at, n.id)
    select users.email, t.facts from told t join users on users.id = t.user_id left join models on models.id = t.model_id
    where users.deactivated_at is null and (t.model_id is null or ${mayOnModel("model:read")}) order by t.created_at desc, t.id desc`);
  const [first] = told;
  if (!first || mailing.origin === null) return false;
  const items = told.slice(0, mostTold).map(({ facts }) => wordsOf(facts));
  await queueLetter(tx, mailing, digestLetter(first.email, { items, more: told.length - items.length, registry: await registryName(tx), origin: mailing.origin }));
  return true;
}
