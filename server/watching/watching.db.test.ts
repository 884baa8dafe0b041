import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { openStreams } from "../traffic/streams.ts";
import type { Changes } from "./schema.ts";
import { openWatchers } from "./watchers.ts";

let world: Promotions;
beforeAll(async () => {
  world = await openPromotions();
});
afterAll(() => world.close());

/** Reads a stream one by one, each with a limit. */
function reader<Each>(stream: AsyncIterable<Each>) {
  const iterator = stream[Symbol.asyncIterator]();
  return {
    async next(withinMs = 3000): Promise<Each | "nothing"> {
      const late = new Promise<"nothing">((resolve) => setTimeout(() => resolve("nothing"), withinMs).unref());
      const one = iterator.next().then(({ value, done }) => (done ? ("nothing" as const) : value));
      one.catch(() => {});
      return await Promise.race([one, late]);
    },
    end: () => iterator.return?.(),
  };
}

const moveIn = (given: unknown) => (Array.isArray(given) ? (given[1] as { from: number | null; to: { version: number; digest: string } | null; reference: string; movedAt: string | null }) : given);
const idIn = (given: unknown) => (Array.isArray(given) ? (given[0] as string) : given);

describe("who watches a stage", () => {
  it("is told where it points, and of every move after that", async () => {
    const model = await world.model(2);
    const reference = `${model}@production`;
    const watch = reader(await world.vic.api.watching.pointers({ references: [reference] }));
    expect(moveIn(await watch.next())).toEqual({ reference, from: null, to: null, movedAt: null });
    await world.promote(`${model}@1`);
    expect(moveIn(await watch.next())).toMatchObject({ reference, from: null, to: { version: 1, digest: expect.stringMatching(/^sha256:/) }, movedAt: expect.stringMatching(/Z$/) });
    await world.promote(`${model}@2`);
    expect(moveIn(await watch.next())).toMatchObject({ from: 1, to: { version: 2 } });
    await world.rex.api.promotions.rollback({ model, stage: "production", reason: "slower" });
    expect(moveIn(await watch.next())).toMatchObject({ from: 2, to: { version: 1 } });
    await watch.end();
  });

  it("misses nothing while they are away, and is told nothing again", async () => {
    const model = await world.model(3);
    const references = [`${model}@production`, `${model}@champion`, model];
    const before = reader(await world.vic.api.watching.pointers({ references }));
    const ids = [idIn(await before.next()), idIn(await before.next()), idIn(await before.next())];
    expect(ids).toEqual(["-,?,?", "-,-,?", "-,-,3"]);
    await before.end();
    for (const number of [1, 2]) await world.promote(`${model}@${number}`);
    const lastEventId = ids[2] as string;
    const after = reader(await world.vic.api.watching.pointers({ references, lastEventId }));
    expect(moveIn(await after.next())).toMatchObject({ reference: references[0], from: null, to: { version: 2 } });
    await world.ann.api.pointers.setAlias({ model, alias: "champion", version: 1 });
    const alias = await after.next();
    expect([idIn(alias), moveIn(alias)]).toMatchObject(["2,1,3", { reference: references[1], to: { version: 1 } }]);
    await world.version(model);
    expect(moveIn(await after.next())).toMatchObject({ reference: model, from: 3, to: { version: 4 } });
    await after.end();
  });

  it("is refused what they may not see and what never moves", async () => {
    const model = await world.model();
    const stranger = await world.person("Stranger", "viewer", "elsewhere");
    const first = async (references: string[], api = stranger.api) => reasonOf(reader(await api.watching.pointers({ references })).next());
    expect(await first([`${model}@production`])).toBe("not_found");
    expect(await first(["risk/never@production"])).toBe("not_found");
    expect(await first([`${model}@1`], world.vic.api)).toBe("invalid_input");
    expect(await first([`${model}@production`], world.vic.withToken(["model:read"], [], ["other/*"]))).toBe("not_found");
    expect(await reasonOf(world.vic.withToken(["version:create"]).watching.pointers({ references: [model] }))).toBe("forbidden_by_token");
  });

  it("hears no more of it when they may no longer see it, by a deed or by the clock", async () => {
    const model = await world.model();
    const references = [`${model}@production`];
    const guest = await world.person("Guest", "viewer", "guests");
    const give = () => world.rex.api.grants.set({ model, to: { kind: "user", email: guest.actor.email }, role: "viewer", expiresAt: null });
    const { id } = await give();
    const byDeed = reader(await guest.api.watching.pointers({ references }));
    await byDeed.next();
    await world.rex.api.grants.remove({ model, grant: id });
    expect(await reasonOf(byDeed.next(2000))).toBe("not_found");
    await give();
    const lasting = world.as({ ...guest.actor, credential: { kind: "session", tokenHash: "", confirmedAt: new Date() } });
    const byClock = reader(await lasting.watching.pointers({ references }));
    await byClock.next();
    await world.db.execute(sql`update grants set expires_at = now() - interval '1 second' where user_id = ${guest.id}`);
    expect(await reasonOf(byClock.next(9000))).toBe("not_found");
  });

  it("is sent to another instance when this one stops, and to the door when their session ends", async () => {
    const model = await world.model();
    const references = [`${model}@production`];
    const stopping = new AbortController();
    const ends: (() => void)[] = [];
    const streams = { ...openStreams(world.db), watch: (_: unknown, end: () => void) => (ends.push(end), () => {}) };
    const watchers = openWatchers(world.db, { subscribe: (listener) => world.context.signals.subscribe(listener), stopping: stopping.signal }, streams);
    const ended = reader(watchers.pointers(world.vic.actor, { references }));
    const stopped = reader(watchers.changes(world.vic.actor));
    await ended.next();
    await stopped.next();
    ends[0]!();
    expect(await reasonOf(ended.next())).toBe("not_signed_in");
    stopping.abort();
    expect(await reasonOf(stopped.next())).toBe("stream_ended");
    expect(await reasonOf(reader(watchers.changes(world.vic.actor)).next())).toBe("stream_ended");
  });
});

it("who listens to changes hears of the models that they may see, and of no others", async () => {
  const stranger = await world.person("Outsider", "viewer", "outside");
  const own = reader(await world.vic.api.watching.changes());
  const foreign = reader(await stranger.api.watching.changes());
  const admin = reader(await world.ada.api.watching.changes());
  const narrow = reader(await world.vic.withToken(["model:read"], [], ["risk/other*"]).watching.changes());
  for (const each of [own, foreign, admin, narrow]) expect(await each.next()).toEqual({ models: [] });
  const model = await world.model();
  // What the tests before this one have changed may still be on its way.
  for (const each of [own, admin]) {
    let heard: Changes | "nothing";
    do heard = await each.next();
    while (heard !== "nothing" && !heard.models.includes(model));
    expect(heard).toEqual({ models: expect.arrayContaining([model]) });
  }
  expect(await Promise.all([foreign.next(500), narrow.next(500)])).toEqual(["nothing", "nothing"]);
  for (const each of [own, foreign, admin, narrow]) void each.end();
});
