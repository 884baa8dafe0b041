import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimBlobs } from "../blobs/commands.ts";
import { openFileStore } from "../blobs/file-store.ts";
import { listenAt } from "../db/listen.ts";
import { testDatabase } from "../db/testing.ts";
import { openTally } from "../downloads/tally.ts";
import type { Actor } from "../identity/actor.ts";
import type { Permission } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import type { Mailing } from "../mail/commands.ts";
import { openSignals } from "../outbox/signals.ts";
import { createCaller } from "../router.ts";
import type { TeamRole } from "../teams/schema.ts";
import { members, teams } from "../teams/tables.ts";
import { openLimits } from "../traffic/limits.ts";
import { openStreams } from "../traffic/streams.ts";
import { openWatchers } from "../watching/watchers.ts";
import type { Scope } from "../tokens/schema.ts";
import { attachReceivedFiles } from "../versions/commands.ts";
import { metadataExample } from "../versions/schema.ts";

const request = { id: "test", address: "127.0.0.1", userAgent: "test" };

export type Fixture = Awaited<ReturnType<typeof openFixture>>;

type Api = ReturnType<typeof createCaller>;

export interface Person {
  id: string;
  actor: Actor;
  api: Api;
  /** The same person through a token with these scopes. */
  withToken(scopes: Permission[], checks?: string[], models?: string[]): Api;
}

/** A registry for a test file: a database of its own, a store in a temporary folder, and the team `risk`. */
export async function openFixture() {
  const database = await testDatabase();
  const { db } = database;
  const folder = await mkdtemp(join(tmpdir(), "countersign-store-"));
  const store = await openFileStore(folder);
  const tally = openTally(db);
  const secret = "the secret of a registry that is tested";
  /** Tests that want letters give it an origin. */
  const mailing: Mailing = { secret, origin: null };
  const signals = openSignals(db, listenAt(database.url));
  const streams = openStreams(db);
  const context = { db, store, tally, limits: openLimits(), secret, mailing, provider: null, signals, streams, watchers: openWatchers(db, signals, streams), request, refusal: null };
  const callerOf = (actor: Actor | null) => createCaller({ ...context, actor });

  async function team(slug: string): Promise<string> {
    await db.insert(teams).values({ slug, name: slug }).onConflictDoNothing();
    const rows = await db.select({ id: teams.id, slug: teams.slug }).from(teams);
    return rows.find((row) => row.slug === slug)!.id;
  }

  /** Somebody with a role in a team (or in none), and what they can call. */
  async function person(name: string, role: TeamRole | "admin" | null = null, teamSlug = "risk"): Promise<Person> {
    const email = `${name.toLowerCase()}@example.com`;
    const siteRole = role === "admin" ? "admin" : "member";
    const [user] = await db
      .insert(users)
      .values({ name, email, siteRole, passwordHash: "none" })
      .returning({ id: users.id });
    const userId = user!.id;
    if (role && role !== "admin") await db.insert(members).values({ teamId: await team(teamSlug), userId, role });
    const actor: Actor = { userId, name, email, siteRole, credential: { kind: "session", tokenHash: "none", confirmedAt: new Date() }, request };
    return {
      id: userId,
      actor,
      api: callerOf(actor),
      withToken: (scopes, checks = [], models = ["*"]) =>
        callerOf({ ...actor, credential: { kind: "token", id: userId, scopes: scopes as Scope[], checks, models, madeBy: null } }),
    };
  }

  /** Registers a version of one small file. */
  async function register(by: Person, model: string, content = "weights") {
    const { draft } = await by.api.versions.draft({ model, metadata: metadataExample });
    await receive(by, draft, "model.bin", content);
    return await by.api.versions.finalize({ draft, files: 1 });
  }

  /** What the byte route does with a file that has arrived. */
  async function receive(by: Person, draft: string, path: string, content: string) {
    await claimBlobs(db, [{ sha256: sha256Of(content), size: Buffer.byteLength(content) }]);
    const blob = await store.write(bytesOf(content));
    await db.transaction((tx) => attachReceivedFiles(tx, by.actor, draft, [{ path, ...blob }]));
    return blob;
  }

  await team("risk");
  return {
    db,
    url: database.url,
    store,
    person,
    register,
    receive,
    /** What an actor can call. */
    as: callerOf,
    anybody: callerOf(null),
    tally,
    context,
    callerOf,
    async close() {
      await signals.close();
      await tally.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function* bytesOf(content: string): AsyncGenerator<Buffer> {
  yield Buffer.from(content);
}

export function sha256Of(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The reason of the refusal that `promise` ends in. */
export async function reasonOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "was not refused";
  } catch (error) {
    let cause: unknown = error;
    while (cause instanceof Error) {
      if ("reason" in cause && typeof cause.reason === "string") return cause.reason;
      if (cause.cause === undefined) return cause.message;
      cause = cause.cause;
    }
    return String(cause);
  }
}
