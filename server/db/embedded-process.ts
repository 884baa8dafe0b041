/** Making a data directory, and running and finding the server that holds it. */
import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs/promises";
import * as net from "node:net";
import * as path from "node:path";
import { codeOf, type Place } from "./embedded-place.ts";

export type Postmaster = { pid: number; port: number; status: string };

/** The cluster's only role and its application database share this name. */
export const name = "countersign";

/**
 * Makes the data directory, unless there is one. Built aside and renamed, so that no crash leaves half of one,
 * and of two processes that begin at once exactly one's work becomes the data directory.
 * @throws Error when initdb fails (with its last lines), or when the data is of another major version
 */
export async function ensureData(place: Place, password: string, durable: boolean): Promise<void> {
  const version = await dataVersion(place.data);
  if (version === place.major) return;
  if (version) {
    throw new Error(
      `The data in ${place.data} was written by Postgres ${version} and this is Postgres ${place.major}: dump it with the old version and restore it, or set DATABASE_URL.`,
    );
  }
  const aside = `${place.data}.init-${process.pid}-${randomBytes(3).toString("hex")}`;
  const passwordFile = `${aside}.password`;
  try {
    await fs.mkdir(aside, { mode: 0o700 });
    await fs.writeFile(passwordFile, password, { mode: 0o600, flag: "wx" });
    if (place.runAs) for (const file of [aside, passwordFile]) await fs.chown(file, place.runAs.uid, place.runAs.gid);
    await initdb(place, aside, passwordFile, durable);
    await fs.rename(aside, place.data);
    await syncFolder(path.dirname(place.data));
  } catch (error) {
    if (!(await dataVersion(place.data))) throw error;
  } finally {
    await fs.rm(passwordFile, { force: true });
    await fs.rm(aside, { recursive: true, force: true });
  }
}

async function dataVersion(data: string): Promise<string | undefined> {
  return (await readIfThere(path.join(data, "PG_VERSION")))?.trim();
}

async function initdb(place: Place, data: string, passwordFile: string, durable: boolean): Promise<void> {
  const options = [
    "-D", data, "-U", name, `--pwfile=${passwordFile}`, "--auth-host=scram-sha-256", "--auth-local=scram-sha-256",
    // The built-in C.UTF-8 orders by bytes and needs no locale of the operating system.
    "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
    ...(durable ? [] : ["--no-sync"]),
  ];
  const child = run(place, "initdb", options, ["ignore", "pipe", "pipe"]);
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await finished(child);
  if (code !== 0) throw new Error(`Postgres could not make its data directory ${place.data}: ${lastLines(output)}`);
}

/**
 * Starts the server in a session of its own, so that a Ctrl-C meant for us does not reach it before we have drained.
 * @returns the child; it keeps neither its standard streams nor our event loop
 */
export async function launch(place: Place, port: number, durable: boolean): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    // Statements and details carry people's data, which does not belong in a log.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    // A client that vanished without a word gives its locks back within a minute and a half.
    tcp_keepalives_idle: 60,
    tcp_keepalives_interval: 10,
    tcp_keepalives_count: 3,
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const log = await fs.open(place.log, "a", 0o600);
  try {
    return run(place, "postgres", ["-D", place.data, ...options], ["ignore", log.fd, log.fd]);
  } finally {
    await log.close();
  }
}

function run(place: Place, program: string, options: string[], stdio: StdioOptions): ChildProcess {
  return spawn(path.join(place.bin, program), options, {
    ...place.runAs,
    // The working directory of ours may be closed to the other user.
    cwd: "/",
    // Nothing of our environment: it holds secrets, and PG* variables would change what is started.
    // The last two are for Postgres (not to take npm's number for another server's) and for our types.
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", PG_GRANDPARENT_PID: String(process.ppid), NODE_ENV: "production" },
    stdio,
    detached: true,
  });
}

/**
 * Waits for a child to end.
 * @returns its exit code, or -1 when a signal ended it
 * @throws Error when it could not be started at all
 */
export function finished(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => resolve(code ?? -1));
    child.once("error", (error) => {
      const musl = codeOf(error) === "ENOENT" ? " (it needs glibc)" : "";
      reject(new Error(`The bundled Postgres does not run on this system${musl}: set DATABASE_URL to a Postgres server.`, { cause: error }));
    });
  });
}

/** The server that holds the data directory, from its postmaster.pid; undefined when there is none alive. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const postmaster = await recordedPostmaster(data);
  return postmaster && (await holds(postmaster.pid, data)) ? postmaster : undefined;
}

/** What postmaster.pid says, whether or not it is still true. */
export async function recordedPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = (await readIfThere(path.join(data, "postmaster.pid")))?.split("\n");
  if (!lines?.[0]) return undefined;
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), status: (lines[7] ?? "").trim() };
}

// A postmaster works inside its data directory. A process that does not only got its number,
// which is common in containers: they count from one again at every start.
async function holds(pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process is no postmaster of ours: Postgres reads it so, too.
    if (codeOf(error) === "ESRCH" || codeOf(error) === "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const [here, there] = await Promise.all([fs.stat(`/proc/${pid}/cwd`), fs.stat(data)]);
    return here.ino === there.ino && here.dev === there.dev;
  } catch (error) {
    return codeOf(error) !== "ENOENT" && codeOf(error) !== "EACCES";
  }
}

/**
 * Removes a postmaster.pid that Postgres believes in although the process it names is another one.
 * The claim is named for that very file, so that two processes never remove two files.
 */
export async function discardStaleLock(data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  const before = await fs.stat(file).catch(() => undefined);
  if (!before || (await runningPostmaster(data))) return;
  const claim = `${file}.${before.ino}-${before.mtimeMs}`;
  try {
    await fs.writeFile(claim, "", { flag: "wx" });
  } catch {
    return;
  }
  const now = await fs.stat(file).catch(() => undefined);
  if (now?.ino === before.ino && now.mtimeMs === before.mtimeMs) await fs.rm(file, { force: true });
  await fs.rm(claim, { force: true });
}

/** A port that is free now: the wanted one if possible, so that others who knew it find the server again. */
export async function freePort(wanted = 0): Promise<number> {
  return (await portIfFree(wanted)) ?? (await portIfFree(0)) ?? Promise.reject(new Error("No port on 127.0.0.1 is free for Postgres."));
}

function portIfFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}

/** The end of a program's output as one line. */
export function lastLines(output: string, count = 4): string {
  return output.trim().split("\n").slice(-count).join(" | ");
}

/** Makes a rename or a link in this folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A small text file's content; undefined when it is not there. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
