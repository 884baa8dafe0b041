/**
 * Twenty people approve, withdraw and apply competing requests at once, from two processes: one winner each, no deadlock, and
 * a history without gaps. A few rounds here; 200 with `npm run campaign`.
 */
import { env } from "node:process";
import { asc, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { entryHash, genesisHash } from "../audit/chain.ts";
import { auditEntries } from "../audit/tables.ts";
import { startContender, type Contender } from "../testing/contenders.ts";
import type { Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { manyModels } from "../testing/sequences.ts";

const rounds = env.COUNTERSIGN_CAMPAIGN === "1" ? 200 : 10;

let on: Promotions;
let processes: Contender[];
const people: Person[] = [];

beforeAll(async () => {
  on = await openPromotions();
  processes = await Promise.all([startContender(on.url), startContender(on.url)]);
  for (let at = 0; at < 20; at++) people.push(await on.person(`P${at}`, at % 4 === 0 ? "maintainer" : "reviewer"));
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  await on.close();
});

/** What an act may come to when others are faster. */
const fair = ["was not refused", "promotion_closed", "evidence_changed", "promotion_blocked", "forbidden"];

it(`${rounds} rounds of twenty people at once have one winner each, and leave no gap`, async () => {
  const models = await manyModels(on, rounds, "raced");
  let moved = 0;
  for (const [round, model] of models.entries()) {
    if (round % 2 === 1) await on.policy(model, { approvals: 2, apply: "manual" });
    const open: Awaited<ReturnType<typeof on.request>>[] = [];
    for (const version of [1, 2, 3]) open.push(await on.request(on.ann, `${model}@${version}`));
    const orders = people.flatMap((person, at) => {
      const { id, evidenceDigest } = open[at % 3]!;
      const common = { id, evidenceDigest };
      return [
        { ...common, act: "approve" as const, actor: person.actor },
        { ...common, act: at % 5 === 0 ? ("withdraw" as const) : at % 5 === 1 ? ("tend" as const) : ("apply" as const), actor: at % 5 === 0 || at % 5 > 2 ? on.ann.actor : at % 5 === 1 ? null : person.actor },
      ];
    });
    // The withdrawals come last, so that others have a chance.
    const outcomes = await Promise.all(orders.toSorted((one, other) => Number(one.act === "withdraw") - Number(other.act === "withdraw")).map((order, at) => processes[at % 2]!.tell(order)));
    expect(outcomes.filter((reason) => !fair.includes(reason))).toEqual([]);
    const { items } = await on.vic.api.pointers.moves({ model });
    const moves = items.toReversed();
    expect(moves.map(({ from }) => from)).toEqual([null, ...moves.map(({ to }) => to)].slice(0, moves.length));
    expect(new Set(moves.map(({ promotionId }) => promotionId)).size).toBe(moves.length);
    const states = (await on.ada.api.promotions.list({ model })).items;
    expect(new Set(states.filter(({ state }) => state === "applied").map(({ id }) => id))).toEqual(new Set(moves.map(({ promotionId }) => promotionId)));
    expect(await on.live(model)).toBe(moves.at(-1)?.to ?? null);
    moved += moves.length;
  }
  expect(moved).toBeGreaterThan(rounds / 2);
  await expectWholeChain();
  const [stats] = await on.db.execute<{ deadlocks: number }>(sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`);
  expect(stats?.deadlocks).toBe(0);
  console.log(`${rounds} rounds, ${moved} moves`);
}, rounds * 30_000);

/** The record has no gap and no fork, and every entry is what was hashed. */
async function expectWholeChain(): Promise<void> {
  const entries = await on.db.select().from(auditEntries).orderBy(asc(auditEntries.seq));
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  let previous = genesisHash;
  const broken: number[] = [];
  for (const { hash, previousHash, at, ...entry } of entries) {
    if (previousHash !== previous || entryHash(previousHash, { ...entry, at: at.toISOString() }) !== hash) broken.push(entry.seq);
    previous = hash;
  }
  expect(broken).toEqual([]);
}

it("a stage that is retired while requests to it are made and signed waits for nobody for ever", async () => {
  await on.ada.api.stages.create({ name: "canary" });
  const models = await manyModels(on, 6, "retired");
  const open = await Promise.all(models.map((model) => on.request(on.ann, `${model}@1`, { stage: "canary" })));
  await Promise.all(models.map((model) => on.policy(model, { approvals: 3 }, { stage: "canary" })));
  // Each of these holds one model's lock and wants the record's, while retiring holds the record's and wants theirs.
  const signing = open.flatMap(({ id, evidenceDigest }, at) => [1, 2].map((who) => processes[who - 1]!.tell({ act: "approve", actor: people[at * 2 + who]!.actor, id, evidenceDigest })));
  const retired = await on.ada.api.stages.retire({ name: "canary", reason: "x" });
  expect((await Promise.all(signing)).filter((reason) => !fair.includes(reason))).toEqual([]);
  expect(retired.failed).toBe(6);
});
