/** A real registry for tests: its own database, its own folder for bytes, its own port; pages are left out. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { record } from "../audit/commands.ts";
import { openCheckpoints } from "../audit/open-checkpoints.ts";
import { openFileStore } from "../blobs/file-store.ts";
import type { BlobStore } from "../blobs/store.ts";
import { defineCheck } from "../checks/commands.ts";
import { openRegistry, type Registry } from "../context.ts";
import type { Transaction } from "../db/client.ts";
import { testDatabase } from "../db/testing.ts";
import { requestHandler } from "../http.ts";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { asActor } from "../identity/commands.ts";
import { users } from "../identity/tables.ts";
import { sendJson } from "../responses.ts";
import { createServiceAccount } from "../service-accounts/commands.ts";
import { createTeam, setMember } from "../teams/commands.ts";
import type { TeamRole } from "../teams/schema.ts";
import { createToken } from "../tokens/commands.ts";
import { scopeSchema, type Scope } from "../tokens/schema.ts";
import { quickHash } from "./quick-hash.ts";

/** Somebody with an account. */
export interface TestPerson {
  /** As if signed in by a session: what commands take. */
  actor: Actor;
  email: string;
  password: string;
  /** A token with every scope. */
  token: string;
}

export interface TestRegistry {
  /** `http://127.0.0.1:<port>` */
  url: string;
  registry: Registry;
  /** Its database's address. */
  databaseUrl: string;
  /** Where its bytes lie. */
  folder: string;
  /** Where its checkpoints lie, with the key that they are signed with. */
  audit: string;
  /** The administrator, who has set the registry up. */
  admin: TestPerson;
  addTeam(slug: string): Promise<void>;
  /** Makes an account, with a role in each of the teams named. */
  addPerson(name: string, roles?: Record<string, TeamRole>): Promise<TestPerson>;
  /**
   * @param checks those that the token is pinned to
   * @param models the patterns that it reaches; left out, all
   * @returns the token's secret
   */
  addToken(person: TestPerson, scopes: readonly Scope[], checks?: readonly string[], models?: readonly string[]): Promise<string>;
  /** Makes a service account of the team `risk` with a token, as a maintainer of it. @returns the token's secret */
  addMachine(by: TestPerson, name: string, scopes: readonly Scope[], checks?: readonly string[]): Promise<string>;
  /** Names a check that pipelines may report. */
  addCheck(name: string): Promise<void>;
  /** Stops the server, and removes the database and the folder. */
  close(): Promise<void>;
}

const request: RequestFacts = { id: "test", address: "127.0.0.1", userAgent: "test" };
const password = "correct horse battery";

/**
 * Starts a registry that nobody else uses, with an administrator and no team.
 * @param given where its bytes go; left out, into a folder of its own
 */
export async function startTestRegistry(given?: BlobStore): Promise<TestRegistry> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "countersign-blobs-"));
  const audit = await mkdtemp(join(tmpdir(), "countersign-audit-"));
  const checkpoints = await openCheckpoints({ place: { kind: "fs", folder: audit }, keyFile: join(audit, "key.pem"), makesKey: true });
  const registry = openRegistry(database.url, given ?? (await openFileStore(folder)), randomBytes(32).toString("base64url"), 5, { checkpoints });
  const handle = requestHandler(registry, async (_req, res) => sendJson(res, 404, { pages: "left out" }));
  const server = createServer({ requestTimeout: 0 }, (req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const addToken = async ({ actor }: Pick<TestPerson, "actor">, scopes: readonly Scope[], checks: readonly string[] = [], models: readonly string[] = ["*"]) => {
    const input = { name: "test", scopes, models, checks, expiresInDays: 1 };
    return (await registry.db.transaction((tx) => createToken(tx, actor, input))).secret;
  };
  const toPerson = async (account: { id: string; email: string }, name: string, siteRole: Actor["siteRole"]) => {
    const actor: Actor = { userId: account.id, name, email: account.email, siteRole, credential: { kind: "session", tokenHash: "", confirmedAt: new Date() }, request };
    return { actor, email: account.email, password, token: await addToken({ actor }, scopeSchema.options) };
  };
  /** As `setUp` and `createUser` do it, but for the time that it takes to hash a password. */
  const openAccount = async (tx: Transaction, name: string, siteRole: Actor["siteRole"], by?: Actor) => {
    const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.com`;
    const [user] = await tx.insert(users).values({ name, email, siteRole, passwordHash: quickHash(password) }).returning({ id: users.id, name: users.name, email: users.email, siteRole: users.siteRole });
    await record(tx, by ?? asActor(user!, request), by ? { action: "user.created", target: email, details: { name, siteRole } } : { action: "registry.set_up", target: email });
    return user!;
  };
  const admin = await toPerson(await registry.db.transaction((tx) => openAccount(tx, "Root", "admin")), "Root", "admin");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    registry,
    databaseUrl: database.url,
    folder,
    audit,
    admin,
    addToken,
    async addMachine({ actor }, name, scopes, checks = []) {
      return await registry.db.transaction(async (tx) => {
        const { id } = await createServiceAccount(tx, actor, { team: "risk", name, description: "", role: "contributor" });
        return (await createToken(tx, actor, { account: id, name: "test", scopes, models: ["*"], checks, expiresInDays: 1 })).secret;
      });
    },
    async addCheck(name) {
      await registry.db.transaction((tx) => defineCheck(tx, admin.actor, { name, description: "" }));
    },
    async addTeam(slug) {
      await registry.db.transaction((tx) => createTeam(tx, admin.actor, { slug, name: slug }));
    },
    async addPerson(name, roles = {}) {
      const account = await registry.db.transaction((tx) => openAccount(tx, name, "member", admin.actor));
      // One after the other, as people do it: what is recorded first holds up whoever has locked a team.
      for (const [team, role] of Object.entries(roles)) await registry.db.transaction((tx) => setMember(tx, admin.actor, { team, email: account.email, role }));
      return await toPerson(account, name, "member");
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await registry.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      await rm(audit, { recursive: true, force: true });
    },
  };
}
