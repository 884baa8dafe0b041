import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { env } from "node:process";
import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blobs } from "../blobs/tables.ts";
import { createContext, type Registry } from "../context.ts";
import { requestHandler } from "../http.ts";
import type { Permission } from "../identity/schema.ts";
import { sessions, users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { policies } from "../policies/tables.ts";
import { promotions } from "../promotions/tables.ts";
import { sendJson } from "../responses.ts";
import { createCaller } from "../router.ts";
import { reindex } from "../search/reindex.ts";
import { seen as seenBy, sightOf } from "../search/sight.ts";
import { modelEntries } from "../search/tables.ts";
import type { TeamRole } from "../teams/schema.ts";
import { members, teams } from "../teams/tables.ts";
import { openFixture, reasonOf, sha256Of, type Fixture } from "../testing/fixture.ts";
import { prepareFindToken } from "../tokens/queries.ts";
import { hashSecret, newSecret } from "../tokens/secret.ts";
import { tokens } from "../tokens/tables.ts";
import { versionFiles, versions } from "../versions/tables.ts";
import { grants } from "./tables.ts";

/** The long form asks as a thousand people, machines and tokens. */
const askers = env.COUNTERSIGN_CAMPAIGN === "1" ? 1000 : 40;
const seed = 20_261_125;

// The world: everything that decides, drawn by chance, in plain objects that the rules below read and rows are made of.
const teamCount = 7;
const personCount = 36;
const roleArb = fc.constantFrom<TeamRole>("viewer", "contributor", "reviewer", "maintainer");
const at = (count: number) => fc.nat(count - 1);
const modelArb = fc.record({ team: at(teamCount), word: fc.constantFrom("fraud", "churn", "price"), open: fc.boolean(), announced: fc.integer({ min: 0, max: 9 }).map((n) => n > 0), author: at(personCount), requester: at(personCount), hasPolicy: fc.boolean(), drafter: at(personCount) });
const worldArb = fc.record({
  people: fc.array(fc.record({ site: fc.constantFrom(...Array.from({ length: 9 }, () => "member" as const), "admin" as const, "auditor" as const), machine: fc.integer({ min: 0, max: 5 }).map((n) => n === 0), gone: fc.integer({ min: 0, max: 7 }).map((n) => n === 0) }), { minLength: personCount, maxLength: personCount }),
  members: fc.uniqueArray(fc.record({ team: at(teamCount), person: at(personCount), role: roleArb }), { selector: ({ team, person }) => `${team} ${person}`, minLength: 30, maxLength: 40 }),
  models: fc.array(modelArb, { minLength: 45, maxLength: 45 }),
  grants: fc.uniqueArray(fc.record({ model: at(45), to: fc.oneof(fc.record({ person: at(personCount) }), fc.record({ team: at(teamCount) })), role: roleArb, end: fc.constantFrom("never", "past", "future") }), { selector: ({ model, to }) => `${model} ${JSON.stringify(to)}`, minLength: 60, maxLength: 80 }),
});
type World = typeof worldArb extends fc.Arbitrary<infer Drawn> ? Drawn : never;
type Model = World["models"][number] & { id: string; name: string; reference: string; at: number; promotion: string };

interface Asker {
  person: number;
  /** Null: they are signed in. */
  token: { scopes: Permission[]; patterns: string[] } | null;
}
const scopesArb = fc.subarray<Permission>(["model:read", "version:create", "promotion:review", "promotion:comment"], { minLength: 1 });
const patternArb = fc.oneof(fc.constant("*"), at(teamCount).map((n) => `team-${n}/*`), fc.constant("*/fraud*"), at(teamCount).map((n) => `team-${n}/churn*`), fc.constant("team-*/*1"), fc.constant("none/*"));
const askerArb: fc.Arbitrary<Asker> = fc.record({
  person: at(personCount),
  token: fc.option(fc.record({ scopes: scopesArb, patterns: fc.array(patternArb, { minLength: 1, maxLength: 3 }) }), { freq: 2 }),
});

let world: World;
let all: Model[];
let fixture: Fixture;
let registry: Registry;
let server: Server;
let url: string;
let userIds: string[];

// The rules, slow and plain: nothing of the registry's own is asked.
const reading: TeamRole[] = ["viewer", "contributor", "reviewer", "maintainer"];
const making: TeamRole[] = ["contributor", "maintainer"];
const reviewing: TeamRole[] = ["reviewer", "maintainer"];

function matches(pattern: string, reference: string): boolean {
  // Each piece between the stars comes after the one before it; the first begins it, the last ends it.
  const pieces = pattern.split("*");
  let from = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (reference.startsWith(piece) ? 0 : -1) : index === pieces.length - 1 ? (reference.length - piece.length >= from && reference.endsWith(piece) ? reference.length - piece.length : -1) : reference.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return pieces.length > 1 || from === reference.length;
}

function rolesOn(person: number, model: Model): TeamRole[] {
  const roles: TeamRole[] = [];
  for (const member of world.members) if (member.person === person && member.team === model.team) roles.push(member.role);
  for (const grant of world.grants) {
    if (grant.model !== model.at || grant.end === "past") continue;
    if ("person" in grant.to && grant.to.person === person) roles.push(grant.role);
    for (const member of world.members) if ("team" in grant.to && grant.to.team === member.team && member.person === person) roles.push(grant.role);
  }
  if (model.open) roles.push("viewer");
  return roles;
}

function may({ person, token }: Asker, model: Model, scope: Permission, roles: TeamRole[]): boolean {
  if (token && !token.scopes.includes(scope)) return false;
  if (token && scope === "promotion:review" && world.people[person]!.machine) return false;
  if (token && !token.patterns.some((pattern) => matches(pattern, model.reference))) return false;
  const { site } = world.people[person]!;
  if (site === "admin" || (site === "auditor" && scope === "model:read")) return true;
  return rolesOn(person, model).some((role) => roles.includes(role));
}

const mayRead = (asker: Asker, model: Model) => may(asker, model, "model:read", reading);

function seesTeam({ person, token }: Asker, team: number): boolean {
  if (token && !token.patterns.some((pattern) => matches(pattern.split("/")[0]!, `team-${team}`))) return false;
  return world.people[person]!.site !== "member" || world.members.some((member) => member.person === person && member.team === team);
}

const sorted = (names: Iterable<string>) => [...names].toSorted();

beforeAll(async () => {
  world = fc.sample(worldArb, { seed, numRuns: 1 })[0]!;
  // A machine has no role on the site, and signs for nothing.
  for (const person of world.people) if (person.machine) person.site = "member";
  const meek = (person: number, role: TeamRole) => (world.people[person]!.machine ? (making.includes(role) ? "contributor" : "viewer") : role);
  for (const member of world.members) member.role = meek(member.person, member.role);
  for (const grant of world.grants) if ("person" in grant.to) grant.role = meek(grant.to.person, grant.role);
  fixture = await openFixture();
  const { db } = fixture;
  const root = await fixture.person("Root", "admin");
  await db.delete(teams);
  const teamRows = await db.insert(teams).values(Array.from({ length: teamCount }, (_, n) => ({ slug: `team-${n}`, name: `Team ${n}` }))).returning({ id: teams.id });
  const userRows = await db.insert(users).values(world.people.map(({ site, machine, gone }, n) => ({ name: `P${n}`, email: `p${n}@example.com`, siteRole: site, kind: machine ? ("service" as const) : ("person" as const), passwordHash: machine ? null : "none", deactivatedAt: gone ? new Date() : null }))).returning({ id: users.id });
  userIds = userRows.map(({ id }) => id);
  const teamIds = teamRows.map(({ id }) => id);
  await db.insert(members).values(world.members.map(({ team, person, role }) => ({ teamId: teamIds[team]!, userId: userIds[person]!, role })));
  const modelRows = await db.insert(models).values(world.models.map(({ team, word, open, announced, author }, n) => ({ teamId: teamIds[team]!, name: `${word}-${n}`, visibility: open ? ("internal" as const) : ("private" as const), announced, createdBy: userIds[author]!, updatedAt: new Date(Date.now() - n * 1000), lastNumber: announced ? 1 : 0, newestNumber: announced ? 1 : null }))).returning({ id: models.id, name: models.name });
  const content = "0123456789";
  all = [];
  for (const [n, { id, name }] of modelRows.entries()) {
    const model = world.models[n]!;
    const modelId = id;
    const bytes = content.repeat(n + 1);
    const sha256 = sha256Of(bytes);
    const { checks } = await fixture.store.write((async function* () { yield Buffer.from(bytes); })());
    await db.insert(blobs).values({ sha256, size: bytes.length, checks });
    const metadata = { description: "x", framework: "x", task: "x", metrics: { auc: 0.5 }, parameters: {}, datasets: [{ name: "d", role: "training" as const }], environment: {}, attributes: {} };
    const [draft] = await db.insert(versions).values({ modelId, metadata, authorId: userIds[model.drafter]! }).returning({ id: versions.id });
    await db.insert(versionFiles).values({ versionId: draft!.id, path: "draft.bin", pathKey: "draft.bin", sha256, size: bytes.length });
    let promotion = "";
    if (model.announced) {
      const [version] = await db.insert(versions).values({ modelId, metadata, authorId: userIds[model.author]! }).returning({ id: versions.id });
      await db.insert(versionFiles).values({ versionId: version!.id, path: "model.bin", pathKey: "model.bin", sha256, size: bytes.length });
      await db.update(versions).set({ number: 1, digest: `sha256:${sha256}`, files: 1, bytes: bytes.length, finalizedAt: new Date() }).where(eq(versions.id, version!.id));
      const [row] = await db.insert(promotions).values({ modelId, versionId: version!.id, stage: "production", kind: "promote", state: "open", reason: "x", requesterId: userIds[model.requester]!, evidenceDigest: "x", submittedAt: new Date(), createdAt: new Date(Date.now() - n * 1000) }).returning({ id: promotions.id });
      promotion = row!.id;
    }
    if (model.hasPolicy) await db.insert(policies).values({ stage: "production", scope: `model:${id}`, modelId, version: 1, mode: "enforce", rules: {}, note: "", savedBy: root.id });
    all.push({ ...model, id, name, reference: `team-${model.team}/${name}`, at: n, promotion });
  }
  await db.insert(policies).values(teamIds.map((teamId) => ({ stage: "staging", scope: `team:${teamId}`, teamId, version: 1, mode: "enforce" as const, rules: {}, note: "", savedBy: root.id })));
  const ends = { never: null, past: new Date(Date.now() - 1000), future: new Date(Date.now() + 86_400_000) };
  await db.insert(grants).values(world.grants.map(({ model, to, role, end }) => ({ modelId: all[model]!.id, userId: "person" in to ? userIds[to.person]! : null, teamId: "team" in to ? teamIds[to.team]! : null, role, expiresAt: ends[end], createdBy: root.id })));
  await reindex(db);
  registry = { ...fixture, ...fixture.context, load: () => ({ connections: 0, busy: 0, waiting: 0 }), post: null, checkpoints: null, findToken: prepareFindToken(db) };
  const handle = requestHandler(registry, async (_, res) => sendJson(res, 404, {}));
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await fixture.close();
});

async function credentialOf({ person, token }: Asker): Promise<Record<string, string>> {
  const userId = userIds[person]!;
  const { secret, prefix, hash } = newSecret();
  if (!token) {
    await fixture.db.insert(sessions).values({ tokenHash: hashSecret(secret), userId, expiresAt: new Date(Date.now() + 3_600_000) });
    return { cookie: `next-auth.session-token=${secret}` };
  }
  await fixture.db.insert(tokens).values({ userId, name: "x", prefix, secretHash: hash, scopes: token.scopes, models: token.patterns, lastUsedAt: new Date() });
  return { authorization: `Bearer ${secret}` };
}

async function everyPage<Item>(ask: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const hold = (told: unknown) => ({
  toBe: (wanted: unknown) => {
    expect(told).toBe(wanted);
  },
  toEqual: (wanted: unknown) => {
    expect(told).toEqual(wanted);
  },
});

/** What somebody is told, and what the plain rules say. */
async function compare(asker: Asker, probe: number): Promise<void> {
  const headers = await credentialOf(asker);
  const api = createCaller(await createContext(registry, headers, { id: "x", address: "x", userAgent: "x" }));
  const model = all[probe]!;
  const response = await fetch(`${url}/files/${model.reference}/1/model.bin`, { headers });
  await response.arrayBuffer();
  const download = response.status;
  if (world.people[asker.person]!.gone) {
    hold(await reasonOf(api.search.find({}))).toBe(asker.token ? "token_invalid" : "not_signed_in");
    hold(download).toBe(401);
    return;
  }
  const can = (scope: Permission) => asker.token === null || asker.token.scopes.includes(scope);
  if (!can("model:read")) {
    for (const refused of [() => api.search.find({}), () => api.models.get({ model: model.reference }), () => api.promotions.list({ filter: "all" }), () => api.teams.list()]) hold(await reasonOf(refused())).toBe("forbidden_by_token");
    hold(download).toBe(403);
    return;
  }
  const seen = all.filter((each) => each.announced && mayRead(asker, each));
  const isSeen = seen.includes(model);
  const told = isSeen ? "was not refused" : "not_found";
  const names = (items: { reference: string }[]) => sorted(items.map(({ reference }) => reference));
  // The search has the rule in another form for whoever sees few of many models, and one for whoever sees many.
  hold(names(await everyPage<{ reference: string }>((cursor) => api.search.find({ cursor, limit: 7 })))).toEqual(names(seen));
  hold(sorted((await everyPage<{ reference: string }>((cursor) => api.search.find({ query: "in:versions", cursor, limit: 7 }))).map(({ reference }) => reference))).toEqual(names(seen).map((name) => `${name}@1`));
  hold(names((await api.search.find({ query: `fraud team:team-${model.team}`, limit: 100 })).items)).toEqual(names(seen.filter(({ word, team }) => word === "fraud" && team === model.team)));
  const { facets } = await api.search.facets({});
  hold(Object.fromEntries(facets.find(({ field }) => field === "team")?.values.map(({ value, count }) => [value, count]) ?? [])).toEqual(countBy(seen.map(({ team }) => `team-${team}`)));
  const { actor } = await createContext(registry, headers, { id: "x", address: "x", userAgent: "x" });
  for (const most of [0, 5, 1000]) {
    const sight = await sightOf(fixture.db, actor!, most);
    const rows = await fixture.db.select({ reference: modelEntries.reference }).from(modelEntries).where(seenBy(sight, modelEntries));
    hold(names(rows)).toEqual(names(seen));
  }
  const asked = [
    () => api.models.get({ model: model.reference }),
    () => api.versions.get({ reference: `${model.reference}@1` }),
    () => api.versions.files({ reference: model.reference }),
    () => api.pointers.liveAt({ model: model.reference, at: new Date().toISOString() }),
    () => api.audit.activity({ model: model.reference }),
    () => api.grants.explain({ model: model.reference }),
  ];
  for (const each of asked) hold(await reasonOf(each())).toBe(told);
  hold((await api.versions.list({ model: model.reference })).items.length).toBe(isSeen ? 1 : 0);
  hold(download).toBe(isSeen ? 200 : 404);
  if (model.promotion) hold(await reasonOf(api.promotions.pulse({ id: model.promotion }))).toBe(told);
  const ofModels = (items: { model: string }[]) => sorted(items.map((item) => item.model));
  hold(ofModels(await everyPage((cursor) => api.promotions.list({ filter: "all", cursor, limit: 9 })))).toEqual(names(seen));
  const waiting = seen.filter((each) => may(asker, each, "promotion:review", reviewing) && each.requester !== asker.person && each.author !== asker.person);
  const own = seen.filter(({ requester }) => requester === asker.person);
  hold(ofModels((await api.promotions.list({ filter: "waiting_for_me", limit: 100 })).items)).toEqual(names(waiting));
  hold(await api.promotions.waiting()).toEqual({ count: waiting.length, mine: own.length });
  const seenTeams = Array.from({ length: teamCount }, (_, n) => n).filter((team) => seesTeam(asker, team));
  hold((await api.teams.list()).items.map((team) => `${team.slug} ${team.models}`)).toEqual(seenTeams.map((team) => `team-${team} ${seen.filter((each) => each.team === team).length}`));
  hold(await reasonOf(api.storage.team({ team: `team-${model.team}` }))).toBe(seenTeams.includes(model.team) ? "was not refused" : "not_found");
  // A model that is not announced has its policies all the same, for whoever may see it then.
  const scopes = (await api.policies.list({})).map(({ scope }) => (scope.kind === "model" ? scope.model : scope.kind === "team" ? scope.team : "site"));
  hold(sorted(scopes)).toEqual(sorted([...all.filter((each) => each.hasPolicy && mayRead(asker, each)).map(({ reference }) => reference), ...seenTeams.map((team) => `team-${team}`)]));
  if (!can("version:create")) return;
  const drafts = all.filter((each) => each.drafter === asker.person && may(asker, each, "version:create", making));
  hold(sorted((await api.drafts.list({})).map((draft) => draft.model))).toEqual(names(drafts));
  const sizes = all.map((each) => (each.at + 1) * 10);
  const readable = all.filter((each) => mayRead(asker, each) && (each.announced || each.drafter === asker.person));
  hold(await api.versions.novelSizes({ sizes })).toEqual(sizes.filter((size) => !readable.some((each) => (each.at + 1) * 10 === size)));
}

it(`${askers} random people, machines and tokens get what the plain rules say, and nothing else`, async () => {
  await expect(fc.assert(fc.asyncProperty(askerArb, at(45), compare), { numRuns: askers, seed, endOnFailure: true })).resolves.toBeUndefined();
}, 1_800_000);

it("who is suggested for a review is who may give one", async () => {
  const admin = world.people.findIndex(({ site, gone }) => site === "admin" && !gone);
  const api = createCaller(await createContext(registry, await credentialOf({ person: admin, token: null }), { id: "x", address: "x", userAgent: "x" }));
  for (const model of all.filter(({ promotion }) => promotion !== "")) {
    const { suggested } = await api.promotions.get({ id: model.promotion });
    const able = world.people.flatMap(({ machine, gone }, person) => (!machine && !gone && person !== model.requester && person !== model.author && rolesOn(person, model).some((role) => reviewing.includes(role)) ? [`P${person}`] : []));
    expect(sorted(suggested.map(({ name }) => name))).toEqual(sorted(able));
  }
});
