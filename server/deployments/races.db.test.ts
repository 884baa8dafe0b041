/** Success, failure, silence, a rollback and another promotion at once, from two processes: one outcome, no deadlock, a history without gaps. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startContender, type Contender } from "../testing/contenders.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { manyModels } from "../testing/sequences.ts";

const rounds = 12;
let on: Promotions;
let processes: Contender[];

beforeAll(async () => {
  on = await openPromotions();
  processes = await Promise.all([startContender(on.url), startContender(on.url)]);
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  await on.close();
});

const fair = ["was not refused", "promotion_closed", "promotion_blocked", "nothing_to_roll_back_to", "already_live", "evidence_changed"];

it(`${rounds} rounds have one outcome each, whoever is first`, async () => {
  const models = await manyModels(on, rounds, "deployed");
  const ends = new Set<string>();
  for (const [round, model] of models.entries()) {
    await on.promote(`${model}@1`);
    await on.policy(model, { approvals: 1, deployment: { wait: round % 2 === 0, minutes: 30, onFailure: "roll_back" } });
    const second = await on.promote(`${model}@2`);
    const third = await on.request(on.ann, `${model}@3`);
    const { id } = second.deployment!;
    await on.db.execute(sql`update deployments set deadline_at = now() - interval '1 second' where id = ${id}`);
    const orders = [
      { act: "succeed" as const, actor: on.ann.actor, id },
      { act: "fail" as const, actor: on.rex.actor, id },
      { act: "overdue" as const, actor: null, id },
      { act: "overdue" as const, actor: null, id },
      { act: "approve" as const, actor: on.ria.actor, id: third.id },
      ...(round % 3 === 0 ? [{ act: "rollback" as const, actor: on.mia.actor, id: model }] : []),
    ];
    const turned = [...orders.slice(round % orders.length), ...orders.slice(0, round % orders.length)];
    const outcomes = await Promise.all(turned.map((order, at) => processes[at % 2]!.tell({ ...order, evidenceDigest: third.evidenceDigest })));
    expect(outcomes.filter((reason) => !fair.includes(reason))).toEqual([]);
    const moves = (await on.vic.api.pointers.moves({ model })).items.toReversed();
    expect(moves.map(({ from }) => from)).toEqual([null, ...moves.map(({ to }) => to)].slice(0, moves.length));
    expect(await on.live(model)).toBe(moves.at(-1)?.to ?? null);
    const promotions = (await on.ada.api.promotions.list({ model })).items;
    expect(new Set(promotions.filter(({ state }) => state === "applied").map((each) => each.id))).toEqual(new Set(moves.map(({ promotionId }) => promotionId)));
    const deployments = (await on.ada.api.deployments.list({ model })).items;
    // Of one stage at most the latest is on its way, and what waits for it is one promotion.
    expect(deployments.slice(1).filter(({ endedAt }) => endedAt === null)).toEqual([]);
    expect(promotions.filter(({ state }) => state === "applying").length).toBe(deployments.filter(({ gates, endedAt }) => gates && endedAt === null).length);
    ends.add((await on.get(second.id)).state);
  }
  expect(ends.size).toBeGreaterThan(1);
  const [stats] = await on.db.execute<{ deadlocks: number }>(sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`);
  expect(stats?.deadlocks).toBe(0);
}, rounds * 30_000);
