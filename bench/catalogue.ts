/** How long a catalogue of many models makes people wait, through the public API, and machines that register into it meanwhile. */
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { connect } from "../server/db/client.ts";
import { callMutation, databaseUrl, signIn } from "../server/testing/process.ts";
import { fillCatalogue, huge, type Size } from "./catalogue-fill.ts";
import { rareWord } from "./catalogue-words.ts";
import { openRegistry, owner, type BenchRegistry } from "./registry.ts";
import { benchRegistering } from "./registering.ts";
import { percentile, report } from "./report.ts";

export const first: Size = { models: 20_000, versions: 200_000 };
export const second: Size = { models: 100_000, versions: 1_000_000 };

/** So many that no single slow one decides the 95th percentile. */
const rounds = 100;
const password = "measured, not guessed";
const memberOf = ["catalogue-3", "catalogue-40", "catalogue-200"];

type Call = (token: string, round: number) => Promise<unknown>;

/** The 95th percentile of each thing that was measured, as an administrator. */
export type Times = Map<string, number>;

/**
 * Fills a registry of its own and measures it.
 * @param most how many milliseconds the 95th percentile may be
 * @param before what was measured of a smaller catalogue
 */
export async function benchCatalogue(size: Size, most: number, before?: Times): Promise<Times> {
  const registry = await openRegistry();
  try {
    const url = await databaseUrl(registry.home);
    const start = performance.now();
    await fillCatalogue(url, size);
    const rows = await rowsOf(url);
    report(`a catalogue of ${size.models.toLocaleString("en")} models, ${size.versions.toLocaleString("en")} versions and ${rows.toLocaleString("en")} tags and metrics`, `${((performance.now() - start) / 1000).toFixed(0)} s to fill`);
    const times = await measure(registry, url, most, before);
    await benchRegistering(registry, url, await memberToken(registry));
    return times;
  } finally {
    await registry.close();
  }
}

async function rowsOf(url: string): Promise<number> {
  const { db, close } = connect(url, { max: 2 });
  const [row] = await db.execute<{ count: number }>(sql`select (select count(*) from version_tags)::int + (select count(*) from version_numbers where key like 'metric.%')::int as count`);
  await close();
  return row!.count;
}

async function measure(registry: BenchRegistry, url: string, most: number, before?: Times): Promise<Times> {
  const ask = asker(registry.url);
  const find = (...queries: string[]): Call => (token, round) => ask(token, "search.find", { query: queries[round % queries.length]!, limit: 50 });
  const facets = (...queries: string[]): Call => (token, round) => ask(token, "search.facets", { query: queries[round % queries.length]! });
  const complete = (...queries: string[]): Call => (token, round) => ask(token, "search.complete", { query: queries[round % queries.length]!, at: queries[round % queries.length]!.length });
  const tokens = { "an administrator": await adminToken(registry, ["*"]), "a member of 3 teams": await memberToken(registry), "a token that reaches 3 models": await adminToken(registry, [huge, ...(await twoOthers(url))]) };
  const deep = new Map<string, string>();
  for (const token of Object.values(tokens)) deep.set(token, await cursorAfter(ask, token, 199));
  const calls: Record<string, Call> = {
    "the first page": find(""),
    "the 200th page": (token) => ask(token, "search.find", { query: "", limit: 50, ...(deep.get(token) ? { cursor: deep.get(token) } : {}) }),
    "a common word": find("forecast", "churn", "fraud"),
    "a rare word": find(rareWord),
    "a misspelt word": find("forcast", "clasifier", "anomoly"),
    "two words": find("fraud detector", "churn risk"),
    "the beginning of a word": find("fore", "segm", "classi"),
    "three tags": find("tag:nlp tag:tabular tag:vision", "tag:nlp tag:baseline tag:tabular"),
    "a metric's range, sorted by it": find("metric.auc>=0.5 metric.auc<0.9 sort:metric.auc-desc", "metric.f1>0.95 sort:metric.f1-asc"),
    "negation and alternatives": find("framework:pytorch -tag:deprecated (task:classification OR task:ranking)", "(churn OR fraud) -team:catalogue-0"),
    "versions by a word and a tag": find("in:versions churn tag:nlp", "in:versions metric.auc>0.9 sort:metric.auc-desc"),
    "facets of everything": facets(""),
    "facets of a narrow query": facets("tag:nlp tag:vision", "team:catalogue-7 churn"),
    "completion of a field, a value and a name": complete("te", "tag:n", "framework:py", "model:model-1", "churn team:catalogue-1"),
    "the page of a model with 10,000 versions": modelPage(ask, huge),
    "the page of a model with few": modelPage(ask, (await twoOthers(url))[0]!),
    "the table of 10,000 versions": (token) => ask(token, "versions.list", { model: huge, limit: 50 }),
  };
  const key = postgres(url, { max: 1, onnotice: () => {} });
  const [version] = await key<{ id: string }[]>`select id from versions limit 1`;
  const select: number[] = [];
  const times: Times = new Map();
  for (const [what, call] of Object.entries(calls)) {
    for (const [who, token] of Object.entries(tokens)) {
      const taken: number[] = [];
      for (let round = -3; round < rounds; round++) {
        const [keyed, asked] = [await clock(() => key`select id, number, digest from versions where id = ${version!.id}`), await clock(() => call(token, Math.abs(round)))];
        if (round < 0) continue;
        select.push(keyed);
        taken.push(asked);
      }
      const [middle, late] = [percentile(taken, 50), percentile(taken, 95)];
      const growth = before?.get(`${what} ${who}`);
      times.set(`${what} ${who}`, late);
      report(`${what}, as ${who}`, `${middle.toFixed(1)} / ${late.toFixed(1)} ms`, { is: late, most });
      if (growth) report("  as many times as in the smaller catalogue", `${(late / growth).toFixed(1)} ×`, { is: late / growth, most: 2 });
      if (who === "an administrator") report("  as many times as one select by key", `${(middle / percentile(select, 50)).toFixed(0)} ×`);
    }
  }
  await key.end();
  return times;
}

async function clock(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Ask = (token: string, procedure: string, input: object) => Promise<unknown>;

function asker(url: string): Ask {
  return async (token, procedure, input) => {
    const answer = await fetch(`${url}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as { result: { data: unknown } };
    if (!answer.ok) throw new Error(`${procedure} ${JSON.stringify(input)}: ${JSON.stringify(body)}`);
    return body.result.data;
  };
}

/** What the page of a model asks, in the way in which it asks. */
function modelPage(ask: Ask, model: string): Call {
  return async (token) => {
    await Promise.all([ask(token, "models.get", { model }), ask(token, "models.overview", { model })]);
    await Promise.all([ask(token, "versions.metricHistory", { model }), ask(token, "cards.get", { reference: model })]);
  };
}

/** The cursor behind so many pages, or behind as many as there are. */
async function cursorAfter(ask: Ask, token: string, pages: number): Promise<string> {
  let cursor = "";
  for (let page = 0; page < pages; page += 2) {
    const { nextCursor } = (await ask(token, "search.find", { query: "", limit: 100, ...(cursor ? { cursor } : {}) })) as { nextCursor: string | null };
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return cursor;
}

async function adminToken(registry: BenchRegistry, models: string[]): Promise<string> {
  const session = await signIn(registry.url, owner.email, owner.password);
  return (await session.call<{ secret: string }>("tokens.create", { name: `reads ${models.length}`, scopes: ["model:read"], models, expiresInDays: 1 })).secret;
}

let members = 0;

async function memberToken(registry: BenchRegistry): Promise<string> {
  const email = `member-${++members}@example.com`;
  const admin = await signIn(registry.url, owner.email, owner.password);
  await admin.call("identity.createUser", { name: `Member ${members}`, email, password });
  for (const team of memberOf) await admin.call("teams.setMember", { team, email, role: "contributor" });
  const { cookie } = await signIn(registry.url, email, password);
  return (await callMutation<{ secret: string }>(registry.url, "tokens.create", { name: "bench", scopes: ["model:read", "model:create", "version:create"], expiresInDays: 1 }, { cookie })).secret;
}

/** Two models of few versions. */
async function twoOthers(url: string): Promise<string[]> {
  const { db, close } = connect(url, { max: 2 });
  const rows = await db.execute<{ reference: string }>(sql`select t.slug || '/' || m.name as reference from models m join teams t on t.id = m.team_id where m.last_number = 10 and m.visibility = 'internal' order by m.id limit 2`);
  await close();
  return rows.map(({ reference }) => reference);
}
