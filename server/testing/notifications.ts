/** What people are told of, for tests. */
import { sql } from "drizzle-orm";
import type { Registry } from "../context.ts";
import { unseal } from "../identity/seal.ts";
import type { Mailing } from "../mail/commands.ts";
import type { Letter } from "../mail/letters.ts";
import { mailDigests } from "../notifications/digest.ts";
import { tellOf, tellOfEnds } from "../notifications/notices.ts";
import { relay } from "../outbox/relay.ts";
import type { Person } from "./fixture.ts";
import { openPromotions } from "./promotions.ts";

/** Tells people of all that happened in a registry whose worker does not run. */
export async function tellPeople({ db, mailing }: Pick<Registry, "db" | "mailing">): Promise<void> {
  await relay(db, "notifications", (tx, events) => tellOf(tx, mailing, events));
}

/** A registry in which letters are sent, and everything that has happened so far was told of. */
export async function openNotifications() {
  const on = await openPromotions();
  const mailing: Mailing = { secret: on.context.secret, origin: "https://models.example.com" };
  const tell = () => tellPeople({ db: on.db, mailing });
  const tellEnds = (now = new Date()) => on.db.transaction((tx) => tellOfEnds(tx, mailing, now));

  /** The titles of what somebody was told and has not read, the latest first. */
  async function titles(person: Person): Promise<string[]> {
    return (await person.api.notifications.list({ unread: true, limit: 100 })).items.map(({ title }) => title);
  }

  /** What somebody was told of a promotion since they read last, as the short words of their kinds. */
  async function told(person: Person, promotion: string): Promise<string[]> {
    await tell();
    const rows = await on.db.execute<{ id: string; turn: string }>(sql`update notifications set read_at = now() where user_id = ${person.id} and subject = ${`promotion:${promotion}`} and read_at is null returning id, facts ->> 'turn' as turn`);
    return [...rows].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ turn }) => turn);
  }

  /** The letters that wait to be sent, taken out of their queue. */
  async function letters(): Promise<Letter[]> {
    const rows = await on.db.execute<{ sealed: string }>(sql`
      delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'send_letter' returning j.payload ->> 'sealed' as sealed`);
    return [...rows].map(({ sealed }) => JSON.parse(unseal(mailing.secret, "mail", sealed)) as Letter);
  }

  await tell();
  return { ...on, mailing, tell, tellEnds, titles, told, letters, digest: () => mailDigests(on.db, mailing) };
}

export type Notifications = Awaited<ReturnType<typeof openNotifications>>;
