import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Context } from "../context.ts";
import { demandScope } from "../identity/access.ts";
import { requireActor, type Actor } from "../identity/actor.ts";
import { readInput } from "../input-errors.ts";
import { sendJson } from "../responses.ts";
import { typesOf } from "./catalogue.ts";
import { readFeed } from "./feed.ts";
import { feedInputSchema, type FeedInput, type FeedPage } from "./schema.ts";

const mostWait = 60;

const querySchema = feedInputSchema.extend({
  /** How long to wait for an event where there is none, in seconds. */
  wait: z.number({ error: `must be a number of seconds from 0 to ${mostWait}` }).min(0).max(mostWait, { error: `must be at most ${mostWait} seconds` }).default(0),
});

/**
 * `GET /api/events?after=…&limit=…&types=promotion.*,stage.moved&model=team/name&wait=…`: what has happened, the oldest first,
 * for those who ask without TypeScript. Answers `{ items, next, more }`; with `wait`, an answer without items comes only when
 * so many seconds are over, or when the registry stops.
 */
export async function sendEvents(res: ServerResponse, ctx: Context, query: URLSearchParams): Promise<void> {
  const actor = requireActor(ctx);
  demandScope(actor, "model:read");
  const { types, ...given } = Object.fromEntries([...query].filter(([, value]) => value !== ""));
  const numbers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, /^\d{1,15}$/.test(value) ? Number(value) : value]));
  const { wait, ...asked } = readInput(querySchema, { ...numbers, ...(types === undefined ? {} : { types: types.split(",") }) });
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const page = wait === 0 ? await readFeed(ctx.db, actor, asked) : await waitForEvents(ctx, actor, asked, AbortSignal.any([gone.signal, ctx.signals.stopping, AbortSignal.timeout(wait * 1000)]));
  res.setHeader("cache-control", "private, no-store");
  sendJson(res, 200, page);
}

/** The first page that is not empty; the empty one, when it is over before. */
async function waitForEvents({ db, signals }: Context, actor: Actor, asked: FeedInput, over: AbortSignal): Promise<FeedPage> {
  const types = new Set<string>(typesOf(asked.types));
  let news = Promise.withResolvers<void>();
  const ended = new Promise<void>((resolve) => over.addEventListener("abort", () => resolve(), { once: true }));
  const { ready, end } = signals.subscribe((events) => {
    if (events.some(({ type }) => types.has(type))) news.resolve();
  });
  try {
    // Where nothing can be listened to, it is asked again when the time is over.
    await ready.catch(() => undefined);
    for (let after = asked.after; ; ) {
      news = Promise.withResolvers();
      const page = await readFeed(db, actor, { ...asked, after });
      if (page.items.length > 0 || over.aborted) return page;
      after = page.next;
      if (!page.more) await Promise.race([news.promise, ended]);
    }
  } finally {
    end();
  }
}
