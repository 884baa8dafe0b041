/**
 * Everybody asks for every line of the matrix, everywhere. In a short run, what a line allows somebody at several places is
 * asked for at one of them, drawn by a seed; every refusal, and all that catalogues show or hide, is asked for everywhere in
 * every run. `npm run campaign` asks for everything.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { env } from "node:process";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rolePermissions, siteHolds } from "./identity/permissions.ts";
import { permissions } from "./identity/schema.ts";
import { appRouter } from "./router.ts";
import { expectedAnswer, isShown, places, principals, referenceOf, type Place, type Principal } from "./testing/access-expected.ts";
import { holders, procedures, routes, told, type Role, type Row } from "./testing/access-matrix.ts";
import { openAccessWorld, type AccessWorld, type Spot } from "./testing/access-world.ts";
import { reasonOf } from "./testing/fixture.ts";
import { teamRoles } from "./teams/schema.ts";

interface Definition {
  type: "query" | "mutation" | "subscription";
  meta?: { permission?: string };
  output?: unknown;
}

const served = Object.entries(appRouter["_def"].procedures as unknown as Record<string, { _def: Definition }>);
const mutations = new Set(served.filter(([, { _def }]) => _def.type === "mutation").map(([name]) => name));

const isCampaign = env.COUNTERSIGN_CAMPAIGN === "1";
const seed = env.COUNTERSIGN_SEED ?? "20261126";

let world: AccessWorld;
let tar: Buffer;
beforeAll(async () => {
  world = await openAccessWorld();
  const archive = pack();
  archive.entry({ name: "packed.bin" }, "bytes");
  archive.finalize();
  tar = await buffer(archive);
}, 120_000);
afterAll(() => world.close());

describe("the matrix", () => {
  it("has a line for every procedure, with the permission that it names", () => {
    expect(served.map(([name]) => name).toSorted()).toEqual(Object.keys(procedures).toSorted());
    const differing = served.filter(([name, { _def }]) => {
      const { needs, on } = procedures[name]!;
      const named = _def.meta?.permission;
      return on === "open" || needs === null ? named !== "public" : named !== needs;
    });
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it("has a line for every route", async () => {
    const source = await readFile(new URL("http.ts", import.meta.url), "utf8");
    const found = source.matchAll(/(\/\^(?:\\\/|[^/\n]|\[\^\/\])+\$\/s?)\.exec\(path\)|path (?:===|!==) ("[^"]+"|\w+)|path\.startsWith\(("[^"]+"|`\$\{\w+\}\/`)\)/g);
    const names = [...found].map(([, regex, equal, start]) => regex ?? equal ?? start!.replace(/`\$\{(\w+)\}\/`/, "$1"));
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(told).filter((name) => name !== '"/"').toSorted());
    expect(Object.values(told).flat().toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it("says of each role what the code says", () => {
    const roleHolds = (role: Role, permission: (typeof permissions)[number]) =>
      role === "admin" || role === "auditor" ? siteHolds(role, permission) : role === "everybody" ? siteHolds("member", permission) : rolePermissions[role].includes(permission);
    for (const permission of permissions) {
      const roles: Role[] = [...teamRoles, "auditor", "admin", "everybody"];
      expect([permission, roles.filter((role) => roleHolds(role, permission)).toSorted()]).toEqual([permission, holders[permission].toSorted()]);
    }
  });

  it("asks that every procedure declares its output", () => {
    expect(served.filter(([, { _def }]) => !_def.output).map(([name]) => name)).toEqual([]);
  });
});

interface Told {
  answer: string;
  /** Of an answer that was given: as text. */
  text: string;
}

async function callProcedure(who: Principal, name: string, input: unknown): Promise<Told> {
  const procedure = name.split(".").reduce<unknown>((of, part) => (of as Record<string, unknown>)[part], world.callerOf(who)) as (input: unknown) => Promise<unknown>;
  let text = "";
  const answer = await reasonOf(procedure(input).then(firstOf).then((given) => (text = JSON.stringify(given))));
  return { answer: answer === "was not refused" ? "allowed" : answer, text };
}

/** What was given, and of a stream the first that comes. */
async function firstOf(given: unknown): Promise<unknown> {
  if (typeof given !== "object" || given === null || !(Symbol.asyncIterator in given)) return given;
  for await (const each of given as AsyncIterable<unknown>) return each;
  return undefined;
}

const statuses: Record<number, string> = { 401: "not_signed_in", 403: "forbidden", 404: "not_found" };

async function callRoute(who: Principal, [address, body]: [string, (string | object)?]): Promise<Told> {
  const [method = "", path = ""] = address.split(" ");
  const { authorization, cookie } = world.credentials.get(who)!;
  const sent = body === "tar" ? new Uint8Array(tar) : typeof body === "object" ? JSON.stringify(body) : body;
  const response = await fetch(world.url + path, {
    method,
    headers: { origin: world.url, ...(authorization ? { authorization } : {}), ...(cookie ? { cookie } : {}), ...(typeof body === "object" ? { "content-type": "application/json", "x-uploadthing-package": "test", "x-uploadthing-version": "7.7.4" } : {}) },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await response.text();
  if (response.ok) return { answer: "allowed", text };
  return { answer: /"reason":"(\w+)"/.exec(text)?.[1] ?? statuses[response.status] ?? `${response.status} ${text}`, text };
}

/** What there is to compare: `who at place: answer`. */
const lineOf = (who: Principal, place: Place, answer: string) => `${who.name} at ${referenceOf(place)}: ${answer}`;

/** Of the places at which a line allows somebody the same thing, the one at which a short run asks for it. */
function drawn(name: string, row: Row, who: Principal): Place {
  const allowing = places.filter((place) => expectedAnswer(row, who, place) === "allowed");
  return allowing[createHash("sha256").update(`${seed} ${name} ${who.name}`).digest().readUInt32LE() % allowing.length]!;
}

/** Asks for one line of the matrix as everybody everywhere, undoes what was done, and compares. */
async function compare(name: string, row: Row, isWrite: boolean, call: (who: Principal, spot: Spot, input: unknown) => Promise<Told>, isHead = false) {
  const everywhere = ["team", "model", "catalogue"].includes(row.on) ? places : places.slice(0, 1);
  const expected: string[] = [];
  const actual: string[] = [];
  // A read leaves nothing to undo.
  const trying = isWrite ? world.trying : async <Result>(work: () => Promise<{ result: Result }>) => (await work()).result;
  await trying(async () => {
    const state = async () => (isWrite ? await world.fingerprint() : {});
    const before = await state();
    for (const place of everywhere) {
      const spot = world.spots.find(({ model }) => model === referenceOf(place))!;
      for (const who of principals) {
        const wanted = expectedAnswer(row, who, place);
        if (wanted === "allowed" && (row.on === "model" || row.on === "team") && !isCampaign && drawn(name, row, who) !== place) continue;
        const { answer, text } = await trying(async () => {
          if (row.makeOwn) await world.giveTo(who, spot, row.makeOwn);
          const mine = world.minesOf(who, place);
          const result = await call(who, spot, row.input?.(spot, mine));
          return { result, keep: result.answer !== "allowed" && !row.makeOwn };
        });
        // HEAD has a status and no reason.
        const blurred = (given: string) => (!isHead ? given : given === "token_invalid" ? "not_signed_in" : given === "forbidden_by_token" ? "forbidden" : given);
        expected.push(lineOf(who, place, blurred(wanted)));
        actual.push(lineOf(who, place, wanted === "allowed" && answer === row.told ? "allowed" : answer));
        if (row.on === "catalogue" && answer === "allowed") {
          const { draft } = world.minesOf(who, place);
          const shown = row.shows === "team" ? text.includes(`"slug":"${place.team}"`) : row.shows === "draft" ? [draft, "mine.bin", "coming.bin"].some((mark) => text.includes(mark)) : text.includes(referenceOf(place));
          expected.push(lineOf(who, place, isShown(row, who, place) ? "shown" : "not there"));
          actual.push(lineOf(who, place, shown ? "shown" : "not there"));
        }
      }
    }
    expect(await state(), "what was refused left a trace").toEqual(before);
    return { result: null, keep: false };
  });
  return { actual, expected };
}

describe("everybody, everywhere", () => {
  it.each(Object.entries(procedures))("%s", async (name, row) => {
    const { actual, expected } = await compare(name, row, mutations.has(name), (who, _, input) => callProcedure(who, name, input));
    expect(actual).toEqual(expected);
  }, 60_000);

  it.each(Object.entries(routes))("%s", async (name, row) => {
    const { actual, expected } = await compare(name, row, !/^(GET|HEAD) /.test(name), (who, _, input) => callRoute(who, input as [string, (string | object)?]), name.startsWith("HEAD"));
    expect(actual).toEqual(expected);
  }, 60_000);
});
