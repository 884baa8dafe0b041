import { lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { atEnd, inGroup } from "../db/groups.ts";
import { statement, together } from "../db/statement.ts";
import type { DomainError } from "../errors.ts";
import { nobody, type Actor, type RequestFacts } from "../identity/actor.ts";
import { requireFresh } from "../identity/fresh.ts";
import { log } from "../log.ts";
import { emit } from "../outbox/commands.ts";
import { aroundPlace, currentForm, genesisHash, type EntryFacts } from "./chain.ts";
import { isTold, namedIn } from "./refusals.ts";
import type { Action } from "./schema.ts";
import { auditSettings, auditTallies } from "./tables.ts";

/** Held from the first entry of a transaction to its end, so that `seq` has no gap and the chain no fork. */
const chainLock = 0x0c5a;

const recorded = new WeakSet<Transaction>();

/**
 * One transaction around what a caller has asked for. It commits only when the work succeeded and recorded what it did.
 * @param name what the work is called where it has not
 */
export async function transact<Result>(db: Database, name: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return await db.transaction(recording(name, work));
}

/** The same in a transaction that others may share; see `inGroup`. */
export async function transactInGroup<Result>(db: Database, key: string, name: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return await inGroup(db, key, recording(name, work));
}

function recording<Result>(name: string, work: (tx: Transaction) => Promise<Result>): (tx: Transaction) => Promise<Result> {
  return async (tx) => {
    const result = await work(tx);
    if (!recorded.has(tx)) throw new Error(`${name} recorded no audit entry`);
    return result;
  };
}

/**
 * Writes what is being done as the next audit entry and as an event, in the transaction that does it. Call it after
 * every row lock has been taken: it queues behind every other writer until the transaction ends.
 * @param what.details what can't be read from the action and the target; of what was changed, `{ from, to }`. A `reason`
 *   in it is what the author wrote, and becomes the entry's own
 */
export async function record(
  tx: Transaction,
  actor: Actor,
  what: Deed,
): Promise<void> {
  await recordAll(tx, actor, [what]);
}

/** What is done, to what; see `record`. */
export interface Deed {
  action: Action;
  modelId?: string;
  target: string;
  details?: Record<string, unknown>;
  /** What its event tells beside the details, or in their place: `server/outbox/catalogue.ts` says what is told outside. */
  event?: Record<string, unknown>;
}

/** The same for much that is done at once, such as to many models: in a few statements, however many there are. */
export async function recordAll(tx: Transaction, actor: Actor, deeds: readonly Deed[]): Promise<void> {
  await writeDeeds(tx, deeds.map((deed) => ({ ...deed, actor })));
  recorded.add(tx);
}

const writeDeeds = atEnd<Deed & { actor: Actor }>("record", async (tx, deeds) => {
  const reasonIn = ({ details }: Deed) => (typeof details?.["reason"] === "string" && details["reason"] !== "" ? details["reason"] : null);
  await together(
    append(tx, deeds.map((deed) => ({ ...deed, outcome: "done", reason: reasonIn(deed) }))),
    emit(tx, deeds.map(({ actor, action, modelId = null, target, details, event }) => ({ actor, type: action, modelId, payload: { target, ...details, ...event } }))),
  );
});

type Entry = Deed & { actor: Actor; outcome: "done" | "refused"; reason: string | null };

/**
 * Chains entries to the last one. Two statements, the second of which sees what was committed before the lock was had; sent together,
 * because everybody who writes waits from the first of them on.
 */
async function append(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(factsOf);
  await together(takeLock(tx, {}), insertRows(tx, { rows: JSON.stringify(rows), around: JSON.stringify(rows.map(aroundPlace)) }));
}

const takeLock = statement(sql`select pg_advisory_xact_lock(${sql.raw(String(chainLock))})`);

/** Gives each of the rows its time, its number and its hash, as `entryHash` has it. The last entry is found by the column, which the index knows. */
const insertRows = statement<Record<string, never>, { rows: string; around: string }>(sql`
  with recursive last as (select e.seq, e.hash from audit_entries e order by e.seq desc limit 1),
  moment as (select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at),
  chained (n, seq, previous_hash, hash) as (
    select 0, coalesce((select seq from last), 0), null, coalesce((select hash from last), ${sql.raw(`'${genesisHash}'`)})
    union all
    select c.n + 1, c.seq + 1, c.hash, encode(sha256(convert_to(c.hash || (a.parts ->> 0) || (select at from moment) || (a.parts ->> 1) || c.seq + 1 || (a.parts ->> 2), 'UTF8')), 'hex')
    from chained c, lateral (select ${sql.placeholder("around")}::jsonb -> c.n as parts) a where a.parts is not null
  )
  insert into audit_entries (seq, at, actor_id, actor_name, credential, on_behalf_of, address, user_agent, request_id, action, model_id, target, outcome, reason, details, form, previous_hash, hash)
  select c.seq, (select at from moment)::timestamptz, r.actor_id, r.actor_name, r.credential, r.on_behalf_of, r.address, r.user_agent, r.request_id, r.action, r.model_id, r.target, r.outcome, r.reason, r.details, r.form, c.previous_hash, c.hash
  from chained c join rows from (json_to_recordset(${sql.placeholder("rows")}::json) as ("actorId" uuid, "actorName" text, credential text, "onBehalfOf" text, address text, "userAgent" text, "requestId" text,
    action text, "modelId" uuid, target text, outcome text, reason text, details jsonb, form int))
    with ordinality r (actor_id, actor_name, credential, on_behalf_of, address, user_agent, request_id, action, model_id, target, outcome, reason, details, form, n) on r.n = c.n`);

function factsOf(what: Entry): Omit<EntryFacts, "seq" | "at"> {
  const { actor } = what;
  const { credential } = actor;
  return {
    actorId: actor.userId,
    actorName: actor.name.toWellFormed(),
    credential: credential.kind === "token" ? `token:${credential.id}` : credential.kind,
    onBehalfOf: credential.kind === "token" ? credential.madeBy : null,
    address: actor.request.address,
    userAgent: actor.request.userAgent.toWellFormed(),
    requestId: actor.request.id,
    action: what.action,
    modelId: what.modelId ?? null,
    target: what.target.toWellFormed(),
    outcome: what.outcome,
    reason: what.reason?.toWellFormed() ?? null,
    // As it is read back: what JSON does not hold is not covered either.
    details: JSON.parse(JSON.stringify(what.details ?? {})) as Record<string, unknown>,
    form: currentForm,
  };
}

/**
 * Writes down that a write was refused, in a transaction of its own: that of the write is gone. It never fails: the
 * caller's answer is the refusal itself.
 * @param attempt.what the procedure's path, or the method and address of a byte route
 * @param attempt.input what the request carried; only what it names is kept
 */
export async function recordRefusal(db: Database, actor: Actor, attempt: { what: string; input?: unknown; error: DomainError }): Promise<void> {
  const { what, input, error } = attempt;
  const named = namedIn(input);
  const target = [what.slice(0, 300), ...Object.values(named).slice(0, 3)].join(" ");
  await tell(`the refusal of ${what}`, () =>
    db.transaction(async (tx) =>
      append(tx, [{ actor, action: "write.refused", target, outcome: "refused", reason: `${error.reason}: ${error.message}`, details: { what: what.slice(0, 300), refusal: error.reason, named } }]),
    ),
  );
}

/** How long refused sign-ins are counted together, in minutes. */
const windowMinutes = 15;

/** So many refused sign-ins of a window are written down, whoever tries from wherever. */
const mostSignIns = 1000;

/**
 * Writes down that a sign-in was refused: the first few of an account and of an address, and then ever fewer, so that
 * somebody who tries passwords neither fills the record nor holds up those who write. It never fails.
 * @param account the e-mail address that was given
 * @param reason in words; never the password
 */
export async function recordRefusedSignIn(db: Database, request: RequestFacts, account: string, reason: string): Promise<void> {
  await tell("a refused sign-in", async () => {
    const target = account.slice(0, 254);
    const tries = await tally(db, `account:${target}`);
    if (!isTold(tries)) return;
    const fromAddress = await tally(db, `address:${request.address}`);
    if (fromAddress > 100 && !isTold(fromAddress)) return;
    const inAll = await tally(db, "all");
    if (inAll > mostSignIns && !isTold(inAll)) return;
    await db.transaction(async (tx) => append(tx, [{ actor: nobody(request), action: "user.sign_in_refused", target, outcome: "refused", reason, details: { tries, minutes: windowMinutes, told: inAll } }]));
  });
}

/** Counts one more. @returns how many there are in the present window */
async function tally(db: Database, key: string): Promise<number> {
  const { count, windowEndsAt } = auditTallies;
  await db.delete(auditTallies).where(lt(windowEndsAt, sql`now() - interval '1 day'`));
  const [row] = await db
    .insert(auditTallies)
    .values({ key, count: 1, windowEndsAt: sql`now() + make_interval(mins => ${windowMinutes})` as never })
    .onConflictDoUpdate({
      target: auditTallies.key,
      set: {
        count: sql`case when ${windowEndsAt} <= now() then 1 else ${count} + 1 end`,
        windowEndsAt: sql`case when ${windowEndsAt} <= now() then excluded.window_ends_at else ${windowEndsAt} end`,
      },
    })
    .returning({ count });
  return row?.count ?? 1;
}

async function tell(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error(`${what} could not be recorded`, { error });
  }
}

/** Decides for how many months the record is kept; null: for ever. @throws DomainError sign_in_stale, forbidden_by_token */
export async function setRetention(tx: Transaction, actor: Actor, { keepMonths }: { keepMonths: number | null }): Promise<{ keepMonths: number | null }> {
  requireFresh(actor, "Deciding how long the record is kept");
  const [before] = await tx.select({ keepMonths: auditSettings.keepMonths }).from(auditSettings).for("update");
  await tx.update(auditSettings).set({ keepMonths });
  await record(tx, actor, { action: "audit.retention_set", target: "audit", details: { keepMonths: { from: before?.keepMonths ?? null, to: keepMonths } } });
  return { keepMonths };
}
