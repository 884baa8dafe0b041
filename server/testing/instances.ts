/** Several processes over one database and one store, behind a proxy that asks which of them are ready. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import { callMutation, signIn, startProcess, type RegistryProcess, type Session } from "./process.ts";

/** How often the proxy asks, in milliseconds. */
const askEveryMs = 100;

export interface Proxy {
  url: string;
  add(url: string): void;
  remove(url: string): void;
  /** Waits until so many are ready. */
  ready(count: number): Promise<void>;
  close(): void;
}

/** Sends each request to the next one that is ready, once: what fails is not tried again. */
export async function openProxy(): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const upstreams = new Map<string, boolean>();
  let turn = 0;
  const ask = async (url: string) => {
    const isReady = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.ok, () => false);
    if (upstreams.has(url)) upstreams.set(url, isReady);
  };
  const timer = setInterval(() => void Promise.all([...upstreams.keys()].map(ask)), askEveryMs);
  const forward = (req: IncomingMessage, res: ServerResponse) => {
    const ready = [...upstreams].flatMap(([url, isReady]) => (isReady ? [url] : []));
    const upstream = ready[turn++ % ready.length];
    const fail = (why: string) => {
      if (!res.headersSent) res.writeHead(502);
      res.end(`the proxy: ${why}`);
    };
    if (upstream === undefined) return fail("nobody is ready");
    const { hostname, port } = new URL(upstream);
    const onward = request({ agent, hostname, port, method: req.method, path: req.url, headers: req.headers }, (answer) => {
      const { connection: _, "keep-alive": __, ...headers } = answer.headers;
      res.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(res);
      answer.on("error", () => res.destroy());
    });
    onward.on("error", (error) => fail(error.message));
    res.on("close", () => void (res.writableFinished || onward.destroy()));
    req.pipe(onward);
  };
  const server = createServer({ keepAliveTimeout: 120_000 }, forward);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => void upstreams.set(url, false),
    remove: (url) => void upstreams.delete(url),
    async ready(count) {
      while ([...upstreams.values()].filter(Boolean).length < count) await sleep(20);
    },
    close() {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

export interface Instances {
  proxy: Proxy;
  database: TestDatabase;
  secret: string;
  /** The administrator, through the proxy. */
  admin: Session;
  processes: RegistryProcess[];
  /** Starts one more, and waits until the proxy sends to it. */
  start(): Promise<RegistryProcess>;
  close(): Promise<void>;
}

/** Two of them, set up, with the team `risk`. @param env further settings of all; `at` is where the proxy listens */
export async function startInstances(env: (at: string) => Record<string, string> = () => ({})): Promise<Instances> {
  const database = await testDatabase({ empty: true });
  const top = await mkdtemp(join(tmpdir(), "countersign-instances-"));
  const key = join(top, "key.pem");
  await writeFile(key, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const secret = randomBytes(32).toString("base64url");
  const proxy = await openProxy();
  const processes: RegistryProcess[] = [];
  let started = 0;
  const settings = {
    DATABASE_URL: database.url, NEXTAUTH_SECRET: secret, COUNTERSIGN_CHECKPOINTS: `fs:${join(top, "checkpoints")}`, COUNTERSIGN_AUDIT_KEY: key,
    COUNTERSIGN_TRUST_PROXY: "1", COUNTERSIGN_LOG_LEVEL: "warn", COUNTERSIGN_DRAIN: "1.5", ...env(proxy.url),
  };
  const start = async () => {
    const one = await startProcess({ home: join(top, `home-${++started}`), store: `fs:${join(top, "blobs")}`, env: settings });
    processes.push(one);
    proxy.add(one.url);
    void one.ended.then(() => {
      processes.splice(processes.indexOf(one), 1);
      proxy.remove(one.url);
    });
    await proxy.ready(processes.length);
    return one;
  };
  await Promise.all([start(), start()]);
  const owner = { name: "Root", email: "root@example.com", password: "correct horse battery" };
  await callMutation(proxy.url, "identity.setUp", owner);
  const admin = await signIn(proxy.url, owner.email, owner.password);
  await admin.call("teams.create", { slug: "risk", name: "Risk" });
  return {
    proxy, database, secret, admin, processes, start,
    async close() {
      await Promise.all(processes.map((each) => each.kill()));
      proxy.close();
      await database.drop();
      await rm(top, { recursive: true, force: true });
    },
  };
}
