/** A registry in which everybody of the matrix and something to ask for at each of its places is, and that forgets what is tried. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { openCheckpoints } from "../audit/open-checkpoints.ts";
import { claimBlobs } from "../blobs/commands.ts";
import { createContext, type Context, type Registry } from "../context.ts";
import type { Database } from "../db/client.ts";
import { grants } from "../grants/tables.ts";
import { requestHandler } from "../http.ts";
import { sessions, users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { promotions } from "../promotions/tables.ts";
import { sendJson } from "../responses.ts";
import { comments } from "../reviews/tables.ts";
import { createCaller } from "../router.ts";
import { refreshModels } from "../search/entries.ts";
import { serviceAccounts } from "../service-accounts/tables.ts";
import { members } from "../teams/tables.ts";
import { prepareFindToken } from "../tokens/queries.ts";
import { hashSecret, newSecret } from "../tokens/secret.ts";
import { tokens } from "../tokens/tables.ts";
import { uploads } from "../uploads/tables.ts";
import { metadataExample } from "../versions/schema.ts";
import { versionFiles, versions } from "../versions/tables.ts";
import { versionDeletions } from "../deletions/tables.ts";
import { deliveries } from "../webhooks/tables.ts";
import { places, principals, referenceOf, type Place, type Principal } from "./access-expected.ts";
import type { Row } from "./access-matrix.ts";
import { openFixture, sha256Of } from "./fixture.ts";
import { quickHash } from "./quick-hash.ts";

/** What there is at a place. */
export interface Spot extends Place {
  model: string;
  modelId: string;
  /** Open, of version 3 to production, requested by the author. */
  promotion: string;
  evidenceDigest: string;
  /** A request for changes to it. */
  review: string;
  /** A thread about it. */
  comment: string;
  /** Not submitted yet. */
  draftPromotion: string;
  recall: string;
  /** The latest one to production. */
  deployment: string;
  grant: string;
  /** The id and the name of a service account of the team. */
  machine: string;
  machineName: string;
  /** A webhook of the model, and something that it was told. */
  webhook: string;
  delivery: string;
  /** An invitation into the team that waits. */
  invitation: string;
  /** The id of who makes versions there, and the address of who reviews them. */
  author: string;
  reviewer: string;
}

/** What a principal has made at a place, in better days where they may no longer. */
export interface Mine {
  draft: string;
  deletedDraft: string;
  upload: string;
  /** The id of a token of theirs. */
  token: string;
}

const request = { id: "test", address: "127.0.0.1", userAgent: "test" };
const content = "weights";

/** Of tables in which a refused call may leave something, what it may not touch. */
const deciding: Record<string, string> = {
  audit_entries: "(select * from audit_entries where outcome = 'done')",
  sessions: "(select to_jsonb(s) - 'last_seen_at' - 'address' - 'user_agent' from sessions s)",
  tokens: "(select to_jsonb(t) - 'last_used_at' from tokens t)",
};

/** Thrown to undo what was tried. */
class Undo extends Error {}

export type AccessWorld = Awaited<ReturnType<typeof openAccessWorld>>;

export async function openAccessWorld() {
  const fixture = await openFixture();
  const { db } = fixture;
  const [home, partners] = await Promise.all(["home", "partners", "away"].map((slug) => teamOf(slug)));
  async function teamOf(slug: string): Promise<string> {
    const [row] = await db.execute<{ id: string }>(sql`insert into teams (id, slug, name) values (gen_random_uuid(), ${slug}, ${slug}) returning id`);
    return row!.id;
  }
  const root = await fixture.person("Root", "admin");
  await fixture.person("Someone");
  await root.api.checks.define({ name: "bias" });
  await root.api.stages.create({ name: "spare" });
  await root.api.tags.saveGroup({ name: "kinds" });
  for (const name of ["known", "other"]) await root.api.tags.create({ name });

  const spots: Spot[] = [];
  const people = new Map<string, Awaited<ReturnType<typeof makers>>>();
  async function makers(team: string) {
    return { author: await fixture.person(`Ann.${team}`, "contributor", team), reviewer: await fixture.person(`Ria.${team}`, "reviewer", team), other: await fixture.person(`Sam.${team}`, "reviewer", team) };
  }
  for (const place of places) {
    const { author, reviewer, other } = people.get(place.team) ?? (await makers(place.team));
    people.set(place.team, { author, reviewer, other });
    const model = referenceOf(place);
    for (let number = 1; number <= 6; number++) await fixture.register(author, model, `${content} ${number}`);
    for (const number of [1, 2]) {
      const { id, evidenceDigest } = await author.api.promotions.request({ reference: `${model}@${number}`, stage: "production", reason: "x" });
      await reviewer.api.reviews.review({ id, verdict: "approve", evidenceDigest });
    }
    const open = await author.api.promotions.request({ reference: `${model}@3`, stage: "production", reason: "x" });
    const reviewed = await other.api.reviews.review({ id: open.id, verdict: "request_changes", comment: "x", evidenceDigest: open.evidenceDigest });
    const discussed = await author.api.reviews.comment({ id: open.id, body: "x" });
    const drafted = await author.api.promotions.request({ reference: `${model}@2`, stage: "staging", reason: "x", draft: true });
    await author.api.pointers.setAlias({ model, alias: "champion", version: 1 });
    await root.api.deletions.deleteVersion({ reference: `${model}@5`, reason: "x" });
    await root.api.versions.archive({ reference: `${model}@6`, reason: "x" });
    await root.api.policies.save({ stage: "production", scope: { kind: "model", model }, mode: "enforce", rules: {}, note: "x", expected: 0 });
    const given = await root.api.grants.set({ model, to: { kind: "team", team: "risk" }, role: "viewer" });
    const machineName = `nightly-${place.visibility}`;
    const { id: machine } = await root.api.serviceAccounts.create({ team: place.team, name: machineName });
    const { id: invitation } = await root.api.invitations.create({ email: `waits.${place.team}.${place.visibility}@example.com`, teams: [{ team: place.team, role: "viewer" }] });
    const { id: recall } = await root.api.lineage.recallVersion({ reference: `${model}@6`, reason: "x" });
    const { id: modelId } = await root.api.models.get({ model });
    const { id: webhook } = await root.api.webhooks.create({ place: { kind: "model", model }, name: "hears", target: { kind: "generic", url: "https://ci.example.com" }, events: ["*"] });
    const [delivery] = await db.insert(deliveries).values({ webhookId: webhook, eventId: 1, eventType: "model.created", modelId, state: "delivered" }).returning({ id: deliveries.id });
    await db.update(models).set({ visibility: place.visibility }).where(eq(models.id, modelId));
    await db.transaction((tx) => refreshModels(tx, [modelId]));
    const deployed = await root.api.deployments.get({ model, stage: "production" });
    const evidence = await root.api.promotions.get({ id: open.id });
    spots.push({
      ...place, model, modelId, promotion: open.id, evidenceDigest: evidence.evidenceDigest, review: reviewed.reviews[0]!.id, comment: discussed.threads[0]!.id,
      draftPromotion: drafted.id, deployment: deployed.id, recall, grant: given.id, machine, machineName, webhook, delivery: delivery!.id, invitation, author: author.id, reviewer: reviewer.actor.email,
    });
  }

  const passwordHash = quickHash("correct horse battery");
  const accounts = new Map<string, string>();
  const credentials = new Map<Principal, { authorization?: string; cookie?: string }>([[principals[0]!, {}]]);
  const own = new Map<string, Mine>();
  const keyOf = (account: string, place: Place) => `${account} ${referenceOf(place)}`;
  await claimBlobs(db, [{ sha256: sha256Of(content), size: content.length }]);
  for (const who of principals) {
    if (who.account === "") continue;
    const userId = accounts.get(who.account) ?? (await openAccount(who));
    accounts.set(who.account, userId);
    credentials.set(who, await credentialOf(who, userId));
  }
  // Whoever was deactivated has a credential from before.
  await db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.name, "gone"));

  async function openAccount({ account, role, granted, through, ended, site, machine }: Principal): Promise<string> {
    const kind = machine ? "service" : "person";
    const [user] = await db.insert(users).values({ name: account, email: `${account}@example.com`, kind, siteRole: site ?? "member", passwordHash: machine ? null : passwordHash }).returning({ id: users.id });
    const userId = user!.id;
    if (machine) await db.insert(serviceAccounts).values({ userId, teamId: home!, createdBy: root.id });
    if (role) await db.insert(members).values({ teamId: home!, userId, role });
    if (through === "a team") await db.insert(members).values({ teamId: partners!, userId, role: "viewer" });
    const spare = await credentialOf({ name: "spare", account, token: { scopes: ["model:read"], models: "*" } }, userId);
    for (const spot of spots) {
      const given = { modelId: spot.modelId, createdBy: root.id };
      if (spot.team === "home") {
        if (granted && through === "themselves") await db.insert(grants).values({ ...given, userId, role: granted });
        if (granted && through === "a team") await db.insert(grants).values({ ...given, teamId: partners!, role: granted });
        if (ended) await db.insert(grants).values({ ...given, userId, role: ended, expiresAt: new Date() });
      }
      own.set(keyOf(account, spot), { ...(await makeDrafts(spot, userId)), token: spare.token });
    }
    return userId;
  }

  async function makeDrafts({ modelId }: Spot, authorId: string): Promise<Omit<Mine, "token">> {
    const metadata = { ...metadataExample, environment: {}, attributes: {} } as unknown as typeof versions.$inferInsert.metadata;
    const rows = await db.insert(versions).values([1, 2].map(() => ({ modelId, authorId, metadata }))).returning({ id: versions.id });
    const [draft, deletedDraft] = rows.map(({ id }) => id) as [string, string];
    await db.insert(versionFiles).values({ versionId: draft, path: "mine.bin", pathKey: "mine.bin", sha256: sha256Of(content), size: content.length });
    const [upload] = await db.insert(uploads).values({ draftId: draft, path: "coming.bin", size: 5, way: "sdk", state: "arriving" }).returning({ id: uploads.id });
    await db.insert(versionDeletions).values({ versionId: deletedDraft, deletedBy: authorId, deletedAt: new Date(), reason: "discarded", purgeAfter: new Date(Date.now() + 86_400_000) });
    return { draft, deletedDraft, upload: upload!.id };
  }

  async function credentialOf({ token }: Principal, userId: string) {
    const { secret, prefix, hash } = newSecret();
    if (token) {
      const [made] = await db
        .insert(tokens)
        .values({ userId, name: "x", prefix, secretHash: hash, scopes: [...token.scopes], models: [token.models], checks: token.scopes.includes("check:report") ? ["bias"] : [], createdBy: root.id, lastUsedAt: new Date(Date.now() + 3_600_000) })
        .returning({ id: tokens.id });
      return { authorization: `Bearer ${secret}`, token: made!.id };
    }
    await db.insert(sessions).values({ tokenHash: hashSecret(secret), userId, expiresAt: new Date(Date.now() + 3_600_000) });
    return { cookie: `next-auth.session-token=${secret}`, token: "" };
  }

  const folder = await mkdtemp(join(tmpdir(), "countersign-audit-"));
  const checkpoints = await openCheckpoints({ place: { kind: "fs", folder }, keyFile: join(folder, "key.pem"), makesKey: true });
  const contexts = new Map<Principal, Context>();
  // Every call works on what is `current`: a transaction that is undone.
  let statements = 0;
  const client = postgres(fixture.url, { max: 4, onnotice: () => {} });
  const counting = drizzle(client, { logger: { logQuery: () => void statements++ } });
  let current: Database = counting;
  const registry: Registry = { ...fixture, ...fixture.context, load: () => ({ connections: 0, busy: 0, waiting: 0 }), post: null, checkpoints, findToken: prepareFindToken(db), get db() { return current; } };
  const handle = requestHandler(registry, async (_, res) => sendJson(res, 404, { pages: "left out" }));
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  for (const who of principals) contexts.set(who, await createContext(registry, credentials.get(who)!, request));

  /** Does `work` and undoes what it has done to the database, unless it says `keep`. */
  async function trying<Result>(work: () => Promise<{ result: Result; keep: boolean }>): Promise<Result> {
    const outer = current;
    let result: { result: Result } | undefined;
    try {
      await outer.transaction(async (tx) => {
        current = tx;
        const done = await work();
        result = done;
        if (!done.keep) throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    } finally {
      current = outer;
    }
    return result!.result;
  }

  return {
    ...fixture,
    url,
    spots,
    trying,
    credentials,
    accounts,
    /** How many statements were sent so far for what was asked. */
    statements: () => statements,
    minesOf: (who: Principal, place: Place): Mine => own.get(keyOf(who.account || "stranger", place))!,
    /** What they can call, by the credential that they have shown. */
    callerOf: (who: Principal) => createCaller({ ...contexts.get(who)!, db: current }),
    /** Makes what a call is about the caller's own. */
    async giveTo(who: Principal, spot: Spot, what: NonNullable<Row["makeOwn"]>) {
      const userId = accounts.get(who.account);
      if (!userId) return;
      if (what === "comment") await current.update(comments).set({ authorId: userId }).where(eq(comments.id, spot.comment));
      else await current.update(promotions).set({ requesterId: userId }).where(eq(promotions.id, what === "promotion" ? spot.promotion : spot.draftPromotion));
    },
    /** A fingerprint of each table, but for refusals on record, counted tries, and when a credential was last used. */
    async fingerprint(): Promise<Record<string, string>> {
      const tables = await current.execute<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sign_in_failures'`);
      const parts = tables.map(({ name }) => {
        const rows = deciding[name] ?? `public."${name}"`;
        return `select '${name}' as name, md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as hash from ${rows} r`;
      });
      const hashes = await current.execute<{ name: string; hash: string }>(sql.raw(parts.join(" union all ")));
      return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.end();
      await rm(folder, { recursive: true, force: true });
      await fixture.close();
    },
  };
}
