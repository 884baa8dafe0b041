/**
 * Random sequences of what people do with promotions, done to a real database and to a plain model of the rules; after each
 * step both must be in the same place, and every move of a stage must have had all that its rules want. Seeded: the same
 * seed does the same. 400 sequences here; 50,000 with `npm run campaign`.
 */
import { env } from "node:process";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Executor, Transaction } from "../db/client.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { Driver, manyModels, versionsOfEach } from "../testing/sequences.ts";
import { PlainStage, type Act, type PlainPromotion, type Who } from "./sequences-model.ts";

const isCampaign = env.COUNTERSIGN_CAMPAIGN === "1";
const sequences = isCampaign ? 50_000 : 400;
const seed = Number(env.COUNTERSIGN_SEED ?? 20_261_125);
/** So many acts are common to some sequences, which then go on in so many ways by so many acts. */
const common = 4;
const ways = 5;
const own = 3;

/** Each plays in a database of its own: within one, they would wait for each other. */
let registries: Promotions[];

beforeAll(async () => {
  registries = await Promise.all([openPromotions(), openPromotions()]);
  for (const on of registries) await on.ada.api.checks.define({ name: "bias" });
});
afterAll(() => Promise.all(registries.map((on) => on.close())));

/** Mulberry32: numbers from 0 to 1 by a seed. */
function seeded(state: number): () => number {
  let at = state;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const below = (random: Random, count: number) => Math.floor(random() * count);
const pick = <Item>(random: Random, items: readonly Item[]): Item => items[below(random, items.length)]!;
const chance = (random: Random, of: number) => random() < of;

const everybody: readonly Who[] = ["ada", "ann", "rex", "mia", "ria", "sam", "vic"];
/** Mostly those who may, so that something comes of it. */
const among = (random: Random, ...likely: Who[]) => (chance(random, 0.85) ? pick(random, likely) : pick(random, everybody));

function nextAct(random: Random, { promotions, deployments }: PlainStage): Act {
  const submit: Act = { kind: "submit", by: among(random, "ann", "rex"), version: 1 + below(random, versionsOfEach) };
  if (promotions.length === 0) return chance(random, 0.5) ? submit : save(random);
  const undecided = promotions.flatMap(({ state }, at) => (["open", "approved", "applying"].includes(state) ? [at] : []));
  const of = undecided.length > 0 && chance(random, 0.9) ? pick(random, undecided) : below(random, promotions.length);
  const { verdicts } = promotions[of] as PlainPromotion;
  if (chance(random, deployments.at(-1)?.state === "pending" ? 0.35 : 0.04)) return { kind: "deploy", how: pick(random, ["succeeded", "succeeded", "failed", "silent"]) };
  const dice = random();
  if (dice < 0.16) return submit;
  if (dice < 0.56) return { kind: "review", by: among(random, "ria", "sam", "mia"), of, approves: chance(random, 0.8), stale: chance(random, 0.05) };
  if (dice < 0.64) return { kind: "report", version: chance(random, 0.7) ? promotions[of]!.version : 1 + below(random, versionsOfEach), passed: chance(random, 0.7) };
  if (dice < 0.72) return save(random);
  if (dice < 0.78) return { kind: "apply", by: among(random, "ann", "rex"), of };
  if (dice < 0.84) return { kind: "rollback", by: among(random, "ann", "rex") };
  if (dice < 0.89 && verdicts.length > 0) return { kind: "dismiss", by: among(random, "mia", "rex"), of, verdict: below(random, verdicts.length) };
  if (dice < 0.93) return { kind: "expire", of, noticed: chance(random, 0.5) };
  if (dice < 0.96) return { kind: "bypass", by: among(random, "ada"), of };
  return { kind: chance(random, 0.5) ? "withdraw" : "reject", by: among(random, "ann", "mia"), of };
}

function save(random: Random): Act {
  return {
    kind: "save",
    rules: { approvals: 1 + Number(chance(random, 0.3)), maintainer: chance(random, 0.2), check: chance(random, 0.4), frozen: chance(random, 0.2), manual: chance(random, 0.25), reviewedRollback: chance(random, 0.3), waits: chance(random, 0.6), goesBack: chance(random, 0.5) },
  };
}

const placesOf = (promotions: readonly { kind: string; version: number; state: string; round: number }[]) => promotions.map(({ kind, version, state, round }) => ({ kind, version, state, round }));

/** Takes some steps, and compares after each. @returns how many were refused */
async function play(random: Random, driver: Driver, plain: PlainStage, steps: number, done: string[]): Promise<number> {
  let refusals = 0;
  for (let step = 0; step < steps; step++) {
    const act = nextAct(random, plain);
    const expected = plain.act(act);
    const refused = await driver.act(act);
    done.push(`${JSON.stringify(act)} → ${refused ?? "done"}`);
    const { live, promotions, moves, deployments } = await driver.read();
    // Whatever went live without a bypass had everything that its rules want, at that instant.
    const lawless = plain.moves.filter(({ bypassed, missing }) => !bypassed && missing.length > 0);
    expect({ done, refused, live, promotions: placesOf(promotions), moves, deployments, lawless }).toEqual({
      done,
      refused: expected,
      live: plain.live,
      promotions: placesOf(plain.promotions),
      moves: plain.moves.map(({ from, version }) => [from, version]),
      deployments: plain.deployments.map(({ state }) => state),
      lawless: [],
    });
    if (refused) refusals++;
  }
  return refusals;
}

class Undone extends Error {}

/** Runs something in a transaction, and then has it never been. */
async function undone(db: Executor, work: (tx: Transaction) => Promise<void>): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

/** Sequences that begin in the same way. */
async function playAll(on: Promotions, model: string, first: number, total: { moves: number; refused: number; bypassed: number; waited: number }): Promise<void> {
  await undone(on.db, async (tx) => {
    const plain = new PlainStage();
    const driver = new Driver(on, tx, model);
    const begun = [`seed ${first}`];
    total.refused += await play(seeded(first), driver, plain, common, begun);
    for (let way = 0; way < ways; way++) {
      await undone(tx, async (inner) => {
        const future = plain.copy();
        total.refused += await play(seeded(first * 31 + way), new Driver(on, inner, model, driver), future, own, [...begun, `way ${way}`]);
        total.moves += future.moves.length;
        total.waited += future.promotions.filter(({ state }) => state === "applying" || state === "failed").length;
        total.bypassed += future.moves.filter(({ bypassed }) => bypassed).length;
      });
    }
  });
}

it(`${sequences} random sequences end where the rules say, at every step (seed ${seed})`, async () => {
  const total = { moves: 0, refused: 0, bypassed: 0, waited: 0 };
  let next = 0;
  const work = async (on: Promotions) => {
    const [model] = await manyModels(on, 1, "played");
    while (next < sequences / ways) await playAll(on, model!, seed + next++, total);
  };
  await Promise.all(registries.map(work));
  // They are worth something only if much happens in them.
  expect(total.moves).toBeGreaterThan(sequences / 3);
  expect(total.refused).toBeGreaterThan(sequences / 3);
  expect(total.bypassed).toBeGreaterThan(sequences / 100);
  expect(total.waited).toBeGreaterThan(sequences / 50);
  console.log(`${sequences} sequences of ${common + own} acts: ${total.moves} moves, ${total.refused} refusals, ${total.bypassed} bypasses, ${total.waited} that waited for a deployment`);
}, isCampaign ? 6 * 60 * 60_000 : 900_000);
