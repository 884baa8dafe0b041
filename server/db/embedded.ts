/** The default Postgres: the real server, from npm, in the installation's own folder. */
import { randomBytes } from "node:crypto";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, findPlace, type Place } from "./embedded-place.ts";
import { enter, type Presence } from "./embedded-presence.ts";
import {
  discardStaleLock,
  ensureData,
  finished,
  freePort,
  lastLines,
  launch,
  name,
  readIfThere,
  recordedPostmaster,
  runningPostmaster,
  syncFolder,
} from "./embedded-process.ts";

export type EmbeddedPostgres = {
  /** `postgres://countersign:<password>@127.0.0.1:<port>/countersign` */
  url: string;
  /** Stops the server and waits for it, unless anybody else is still connected. Close your own connections first. */
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** The installation's own folder; everything lies in `<home>/postgres`. Made when missing. */
  home: string;
  /** False gives up durability for speed: for tests only. A server that already runs keeps what it was started with. */
  durable?: boolean;
  /** Told in one line each what takes time. */
  log?: (line: string) => void;
};

/** Long enough for crash recovery on a slow disk, short enough to tell somebody who waits. */
const patience = 120_000;
const portTaken = /could not bind|could not create any TCP\/IP/;
const logLimit = 8 * 1024 * 1024;

/**
 * Starts Postgres for a home, or joins the one that already runs there; it outlives us if we are killed.
 * Any number of processes may call this for the same home at the same time.
 * @throws Error in one sentence: unsupported platform, initdb failed, data of another major version, lost password
 */
export async function startEmbeddedPostgres({ home, durable = true, log = () => {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(path.resolve(home));
  const password = await passwordOf(place);
  if (!(await readIfThere(path.join(place.data, "PG_VERSION")))) log(`Preparing Postgres ${place.major} in ${place.data}`);
  await ensureData(place, password, durable);
  await limitLog(place.log);

  const { port, presence } = await joinOrLaunch(place, password, durable, log);
  await presence.ensureDatabase(name);
  presence.unref();
  const logTimer = setInterval(() => void limitLog(place.log).catch(() => {}), 60_000).unref();

  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(password, port),
    stop: () => {
      clearInterval(logTimer);
      return (stopping ??= stop(place, presence));
    },
  };
}

type Joined = { port: number; presence: Presence };

async function joinOrLaunch(place: Place, password: string, durable: boolean, log: (line: string) => void): Promise<Joined> {
  const deadline = Date.now() + patience;
  let wantedPort = (await recordedPostmaster(place.data))?.port;
  let lastError = "";
  while (Date.now() < deadline) {
    const running = await runningPostmaster(place.data);
    if (!running) {
      lastError = await tryLaunch(place, await freePort(wantedPort), durable, log);
      if (portTaken.test(lastError)) wantedPort = undefined;
    } else if (running.status === "ready") {
      const presence = await enter({ port: running.port, user: name, password, data: place.data });
      if (presence) return { port: running.port, presence };
    }
    await sleep(20);
  }
  throw new Error(`Postgres in ${place.data} did not become ready in ${patience / 1000} seconds: ${lastError || `see ${place.log}`}`);
}

/** Starts the server once. Returns what it said if it gave way to another one, "" when it is up. */
async function tryLaunch(place: Place, port: number, durable: boolean, log: (line: string) => void): Promise<string> {
  const logStart = await fs.stat(place.log).then((stat) => stat.size, () => 0);
  const child = await launch(place, port, durable);
  const exit = finished(child);
  const up = async () => {
    for (;;) {
      const running = await runningPostmaster(place.data);
      if (child.exitCode !== null || child.signalCode !== null) return false;
      if (running?.pid === child.pid && running?.status === "ready") return true;
      await sleep(10);
    }
  };
  const isUp = await Promise.race([up(), exit.then(() => false)]);
  child.unref();
  exit.catch(() => {});
  if (isUp) {
    log(`Postgres listens on 127.0.0.1:${port}`);
    return "";
  }
  const said = (await fs.readFile(place.log)).subarray(logStart).toString();
  // Somebody else was faster, or the last server's children are still leaving: look again.
  const givesWay = /lock file "postmaster.pid"|pre-existing shared memory/.test(said) || portTaken.test(said);
  if (!givesWay) throw new Error(`Postgres did not start in ${place.data}: ${lastLines(said)}`);
  await discardStaleLock(place.data);
  return lastLines(said);
}

async function stop(place: Place, presence: Presence): Promise<void> {
  const alone = await presence.claimAlone();
  const postmaster = alone ? await runningPostmaster(place.data) : undefined;
  try {
    // SIGINT is Postgres's fast shutdown: roll back what is open, write everything down, leave.
    if (postmaster) process.kill(postmaster.pid, "SIGINT");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
  await presence.leave();
  if (postmaster) await gone(place, postmaster.pid);
}

async function gone(place: Place, pid: number): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if ((await runningPostmaster(place.data))?.pid !== pid) return;
    await sleep(10);
  }
  throw new Error(`Postgres in ${place.data} did not stop in ${patience / 1000} seconds: see ${place.log}`);
}

/** The password of this home, decided once: a link is made by exactly one of several processes. */
async function passwordOf(place: Place): Promise<string> {
  const known = (await readIfThere(place.password))?.trim();
  if (known) return known;
  if (await readIfThere(path.join(place.data, "PG_VERSION"))) {
    throw new Error(`The password of the data in ${place.data} is missing: restore ${place.password} from a backup, or move the data away to start empty.`);
  }
  const aside = `${place.password}.${process.pid}-${randomBytes(3).toString("hex")}`;
  await fs.writeFile(aside, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    await fs.link(aside, place.password);
    await syncFolder(place.root);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await fs.rm(aside, { force: true });
  }
  return (await fs.readFile(place.password, "utf8")).trim();
}

function urlOf(password: string, port: number): string {
  return `postgres://${name}:${password}@127.0.0.1:${port}/${name}`;
}

// Postgres appends, so emptying the file under it is safe; one earlier file is kept.
async function limitLog(file: string): Promise<void> {
  const { size } = await fs.stat(file).catch(() => ({ size: 0 }));
  if (size <= logLimit) return;
  await fs.copyFile(file, `${file}.1`);
  await fs.truncate(file);
}
