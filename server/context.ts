import type { Checkpoints } from "./audit/checkpoints.ts";
import type { BlobStore } from "./blobs/store.ts";
import { connect, type Connection, type Database } from "./db/client.ts";
import { listenAt } from "./db/listen.ts";
import { openTally, type Tally } from "./downloads/tally.ts";
import { DomainError } from "./errors.ts";
import type { Actor, RequestFacts } from "./identity/actor.ts";
import { findSession } from "./identity/queries.ts";
import type { SiteRole, UserKind } from "./identity/schema.ts";
import { sessionHashOf } from "./identity/session.ts";
import { log } from "./log.ts";
import type { Mailing } from "./mail/commands.ts";
import type { Post } from "./mail/send.ts";
import { touchSession } from "./sessions/commands.ts";
import { touchToken } from "./tokens/commands.ts";
import { openSignals, type Signals } from "./outbox/signals.ts";
import type { Provider } from "./single-sign-on/provider.ts";
import { knownScopes, prepareFindToken } from "./tokens/queries.ts";
import { hashSecret } from "./tokens/secret.ts";
import { openLimits, type LimitCounts } from "./traffic/limits.ts";
import { openStreams, type Streams } from "./traffic/streams.ts";
import { openWatchers, type Watchers } from "./watching/watchers.ts";

/** What the process holds for as long as it lives. */
export interface Registry {
  db: Database;
  /** How the connections to the database stand. */
  load: Connection["load"];
  store: BlobStore;
  /** Signs how the record ends, and keeps that outside the database; null where nothing does. */
  checkpoints: Checkpoints | null;
  /** Counts downloads. */
  tally: Tally;
  /** Counts what is refused because there is too much of it. */
  limits: LimitCounts;
  /** What next-auth signs its own cookies with, and what is sealed with. */
  secret: string;
  /** Where people sign in who don't with a password; null where no provider is configured. */
  provider: Provider | null;
  /** Where letters go out; null where none are sent. */
  post: Post | null;
  mailing: Mailing;
  findToken: ReturnType<typeof prepareFindToken>;
  /** Ends what is on its way when the credential behind it ends. */
  streams: Streams;
  /** Tells what happens on any instance, as it is committed. */
  signals: Signals;
  /** Tells those who listen what moves and what changes. */
  watchers: Watchers;
  close: () => Promise<void>;
}

/** What a procedure gets. */
export interface Context extends Pick<Registry, "db" | "store" | "tally" | "secret" | "mailing" | "provider" | "signals" | "streams" | "watchers"> {
  request: RequestFacts;
  actor: Actor | null;
  /** Why there is no actor, when a credential was shown. */
  refusal: DomainError | null;
}

/**
 * @param outside.post where letters go out; left out where none are sent
 * @param outside.provider where people sign in who don't with a password; left out where there is none
 * @param outside.checkpoints what signs how the record ends; left out where nothing does
 */
export function openRegistry(url: string, store: BlobStore, secret: string, pool: number, outside: Partial<Pick<Registry, "post" | "provider" | "checkpoints">> = {}): Registry {
  const { post = null, provider = null, checkpoints = null } = outside;
  const { db, load, close } = connect(url, { max: pool });
  const tally = openTally(db);
  const signals = openSignals(db, listenAt(url));
  const streams = openStreams(db);
  const end = async () => {
    await signals.close();
    await tally.close();
    await store.close();
    await close();
  };
  return { db, load, store, checkpoints, tally, limits: openLimits(), secret, provider, post, mailing: { secret, origin: post?.origin ?? null }, findToken: prepareFindToken(db), streams, signals, watchers: openWatchers(db, signals, streams), close: end };
}

const home = Symbol.for("countersign.registry");

/**
 * The pages are bundled apart from the server that serves them, and so have their own copy of this module: the one
 * registry of the process is handed to them through the global object.
 */
export function shareRegistry(registry: Registry): void {
  (globalThis as Record<symbol, unknown>)[home] = registry;
}

/** @throws Error, when the process was not started by server/main.ts */
export function sharedRegistry(): Registry {
  const registry = (globalThis as Record<symbol, unknown>)[home];
  if (!registry) throw new Error("The registry is not open: start the process with server/main.ts.");
  return registry as Registry;
}

/**
 * Finds out who asks: the bearer of a token, or the owner of a session.
 * @param headers the values of Authorization and Cookie
 */
export async function createContext(
  registry: Registry,
  headers: { authorization?: string | null | undefined; cookie?: string | null | undefined },
  request: RequestFacts,
): Promise<Context> {
  const { db, store, tally, secret, mailing, provider, signals, streams, watchers } = registry;
  const rest = { db, store, tally, secret, mailing, provider, signals, streams, watchers, request };
  try {
    return { ...rest, actor: await findActor(registry, headers, request), refusal: null };
  } catch (error) {
    if (error instanceof DomainError) return { ...rest, actor: null, refusal: error };
    throw error;
  }
}

async function findActor(
  registry: Registry,
  headers: { authorization?: string | null | undefined; cookie?: string | null | undefined },
  request: RequestFacts,
): Promise<Actor | null> {
  if (headers.authorization) return await findBearer(registry, headers.authorization, request);
  const tokenHash = sessionHashOf(headers.cookie);
  const session = tokenHash && (await findSession(registry.db, tokenHash));
  if (!session) return null;
  if (Date.now() - session.lastSeenAt.getTime() > 60_000) {
    // Nobody waits for it.
    touchSession(registry.db, tokenHash, request).catch((error: unknown) => log.warn("a session's last use could not be noted", { error }));
  }
  const { id, name, email, siteRole } = session.user;
  return { userId: id, name, email, ...rolesOf(siteRole, session.siteRole), credential: { kind: "session", tokenHash, confirmedAt: session.confirmedAt, method: session.method }, request };
}

function rolesOf(held: SiteRole, counting: SiteRole): Pick<Actor, "siteRole" | "withheldRole"> {
  return held === counting ? { siteRole: counting } : { siteRole: counting, withheldRole: held };
}

async function findBearer(registry: Registry, authorization: string, request: RequestFacts): Promise<Actor> {
  const secret = /^Bearer (cs_\S+)$/i.exec(authorization)?.[1];
  const [token] = secret ? await registry.findToken.execute({ secretHash: hashSecret(secret) }) : [];
  if (!token) {
    throw new DomainError("token_invalid", "This API token is not known here, or was revoked. Create one under Settings, Tokens, and send it as Authorization: Bearer cs_….");
  }
  refuseEnded(token);
  const actor: Actor = {
    userId: token.userId,
    name: token.name,
    email: token.email,
    ...rolesOf(token.heldRole, token.siteRole),
    credential: {
      kind: "token",
      id: token.id,
      scopes: knownScopes(token.scopes, token.kind),
      checks: token.checks,
      models: token.models,
      madeBy: token.kind === "service" ? token.madeBy : null,
    },
    request,
  };
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > 60_000) await touchToken(registry.db, actor, token);
  return actor;
}

/** Who holds the secret may know what has become of it. @throws DomainError token_invalid, token_expired */
function refuseEnded({ deactivatedAt, revokedAt, expiresAt, kind }: { deactivatedAt: Date | null; revokedAt: Date | null; expiresAt: Date | null; kind: UserKind }): void {
  if (deactivatedAt) {
    const what = kind === "service" ? "The service account of this API token was retired" : "The account that this API token belongs to was deactivated";
    throw new DomainError("token_invalid", `${what} at ${deactivatedAt.toISOString()}. Use a token of another account.`);
  }
  if (revokedAt) throw new DomainError("token_invalid", `This API token was revoked at ${revokedAt.toISOString()}. Create a new one under Settings, Tokens.`);
  if (expiresAt && expiresAt <= new Date()) {
    throw new DomainError("token_expired", `This API token ended at ${expiresAt.toISOString()}. Use the one that takes its place, or create a new one.`);
  }
}
