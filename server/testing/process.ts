import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const top = join(import.meta.dirname, "..", "..");

/** As in `npm start`: V8 would take far more than it needs, because there is so much. */
const heap = ["--max-semi-space-size=16", "--max-old-space-size=384"];

export interface RegistryProcess {
  url: string;
  pid: number;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: kill -9. */
  kill(): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<void>;
}

/**
 * Starts the registry as `npm start` does, without the build, and waits until it is ready.
 * @param options.home COUNTERSIGN_HOME
 * @param options.store COUNTERSIGN_STORE, where it is not the folder in the home
 * @param options.port 0 for any that is free
 * @param options.env further settings
 * @param options.print where its lines go
 * @throws Error with what it printed, when it ends before it is ready
 */
export async function startProcess(options: { home: string; port?: number; store?: string; env?: Record<string, string>; print?: (text: string) => void }): Promise<RegistryProcess> {
  const child = spawn(process.execPath, [...heap, "server/main.ts"], {
    cwd: top,
    env: { ...process.env, NODE_ENV: "production", COUNTERSIGN_HOME: options.home, PORT: String(options.port ?? 0), COUNTERSIGN_STORE: options.store ?? "", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group: Ctrl-C in the terminal reaches whoever started it, and they stop it.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let printed = "";
  let isReady = false;
  const url = await new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer) => {
      options.print?.(bytes.toString());
      if (isReady) return;
      printed = `${printed}${bytes.toString()}`.slice(-10_000);
      const ready = /ready at (https?:[^\s"]+)/.exec(printed)?.[1];
      isReady = ready !== undefined;
      if (ready) resolve(ready);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(`The registry ended before it was ready:\n${printed}`)));
  });
  const signal = async (name: NodeJS.Signals) => {
    child.kill(name);
    await ended;
  };
  return { url, pid: child.pid!, ended, stop: () => signal("SIGTERM"), kill: () => signal("SIGKILL") };
}

/** Runs `countersign-admin`. @throws Error with what it printed, when its exit code is not 0 */
export async function runAdmin(args: readonly string[], env: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  return await promisify(execFile)(process.execPath, ["server/admin.ts", ...args], { cwd: top, env: { ...process.env, ...env } });
}

/** A person's session, as their browser holds it. */
export interface Session {
  cookie: string;
  /** Calls a mutation and gives its data. */
  call<T>(procedure: string, input: object): Promise<T>;
}

/** Signs in over HTTP, as the form does. */
export async function signIn(url: string, email: string, password: string): Promise<Session> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { origin: url, cookie: cookieOf(first) },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  const cookie = cookieOf(answer);
  if (!cookie.includes("session-token")) throw new Error(`Signing in as ${email} failed: ${await answer.text()}`);
  return { cookie, call: (procedure, input) => callMutation(url, procedure, input, { cookie }) };
}

/** Calls a mutation over HTTP. */
export async function callMutation<T>(url: string, procedure: string, input: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as { result: { data: T } } | { error: { message: string } };
  if ("error" in body) throw new Error(`${procedure}: ${body.error.message}`);
  return body.result.data;
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

/** The embedded Postgres's address, put together from what its home holds. */
export async function databaseUrl(home: string): Promise<string> {
  const password = (await readFile(join(home, "postgres", "password"), "utf8")).trim();
  const port = (await readFile(join(home, "postgres", "data", "postmaster.pid"), "utf8")).split("\n")[3];
  return `postgres://countersign:${password}@127.0.0.1:${port}/countersign`;
}
