import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";
import { openCheckpoints } from "./audit/open-checkpoints.ts";
import { openStore } from "./blobs/open-store.ts";
import { openRegistry, shareRegistry } from "./context.ts";
import { startEmbeddedPostgres } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { configureNextAuth, readEnv, type Env } from "./env.ts";
import { requestHandler } from "./http.ts";
import { log, openLog } from "./log.ts";
import { readProxies } from "./traffic/caller.ts";
import { drain, openServer, untilLeft } from "./traffic/connections.ts";
import { outgoingAgents } from "./outgoing/agents.ts";
import type { Post } from "./mail/send.ts";
import type { Provider } from "./single-sign-on/provider.ts";
import { startWorker } from "./worker.ts";

async function main(): Promise<void> {
  const env = readEnv();
  configureNextAuth(env);
  const readable = env.NODE_ENV === "development" || process.stdout.isTTY;
  openLog({ level: env.COUNTERSIGN_LOG_LEVEL, format: env.COUNTERSIGN_LOG_FORMAT ?? (readable ? "text" : "json") });
  await mkdir(env.COUNTERSIGN_HOME, { recursive: true });
  const postgres = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres({ home: env.COUNTERSIGN_HOME, log: (line) => log.info(line) });
  try {
    await serve(env, postgres);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function serve(env: Env, postgres: { url: string; stop: () => Promise<void> }): Promise<void> {
  await migrate(postgres.url);
  const store = await openStore(env.store);
  const secret = env.NEXTAUTH_SECRET ?? (await ownSecret(env));
  const checkpoints = await openCheckpoints(env.checkpoints);
  const registry = openRegistry(postgres.url, store, secret, env.DATABASE_POOL, { post: postOf(env), provider: providerOf(env), checkpoints });
  shareRegistry(registry);

  const leaving = new AbortController();
  const server = openServer();
  const pages = next({ dev: env.NODE_ENV === "development", dir: process.cwd(), httpServer: server });
  await pages.prepare();
  const handle = requestHandler(registry, pages.getRequestHandler(), {
    origin: env.NEXTAUTH_URL,
    cloud: env.UPLOADTHING_TOKEN,
    proxies: env.COUNTERSIGN_TRUST_PROXY === undefined ? null : readProxies(env.COUNTERSIGN_TRUST_PROXY),
    rates: { reads: env.COUNTERSIGN_RATE_READS, writes: env.COUNTERSIGN_RATE_WRITES, bytes: env.COUNTERSIGN_RATE_BYTES, open: env.COUNTERSIGN_RATE_OPEN },
    development: env.NODE_ENV === "development",
    metricsToken: env.COUNTERSIGN_METRICS_TOKEN,
    leaving: leaving.signal,
  });
  server.on("request", (req, res) => void handle(req, res));
  const url = await listen(server, env);
  const worker = await startWorker(registry, postgres.url, {
    checkpointEvery: env.COUNTERSIGN_CHECKPOINT_EVERY,
    outgoing: { agents: outgoingAgents(env.COUNTERSIGN_OUTGOING_ALLOW), origin: env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL).origin : null },
  });
  log.announce(`Countersign is ready at ${url}`);

  const hurry = new AbortController();
  const stop = async () => {
    if (leaving.signal.aborted) return;
    leaving.abort();
    log.info("Stopping");
    await untilLeft(server, env.COUNTERSIGN_DRAIN, hurry.signal);
    await registry.signals.close();
    await Promise.all([drain(server), worker.stop()]);
    await pages.close();
    await registry.close();
    await postgres.stop();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => {
    hurry.abort();
    void stop();
  });
}

/** Where letters go out, if anywhere. */
function postOf({ SMTP_URL, MAIL_FROM, NEXTAUTH_URL }: Env): Post | null {
  return SMTP_URL && MAIL_FROM && NEXTAUTH_URL ? { smtpUrl: SMTP_URL, from: MAIL_FROM, origin: new URL(NEXTAUTH_URL).origin } : null;
}

/** The secret that next-auth's cookies are signed with: made once, readable by the owner alone. */
async function ownSecret(env: Env): Promise<string> {
  const path = join(env.COUNTERSIGN_HOME, "secret");
  const known = await readFile(path, "utf8").catch(() => "");
  if (known) return known;
  // Written aside first: half a secret must not be found by the next start.
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, randomBytes(32).toString("base64url"), { mode: 0o600 });
  await rename(aside, path);
  return await readFile(path, "utf8");
}

async function listen(server: Server, env: Env): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`The port ${env.PORT} is in use. Set PORT to another.`) : error),
    );
    server.listen(env.PORT, env.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST;
  return `http://${host}:${port}`;
}

/** The single sign-on provider, asked only through agents that go nowhere private by themselves. */
function providerOf(env: Env): Provider | null {
  if (!env.oidc) return null;
  return { ...env.oidc, agents: outgoingAgents(env.COUNTERSIGN_OUTGOING_ALLOW), origin: env.NEXTAUTH_URL && new URL(env.NEXTAUTH_URL).origin };
}

try {
  await main();
} catch (error) {
  console.error(`Countersign can't start. ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
