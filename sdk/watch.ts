import { mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve as absolute } from "node:path";
import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { CheckIn } from "./deployments.ts";
import { CountersignError, fileFailure } from "./errors.ts";
import { follow, type Pointed } from "./follow.ts";
import { readManifest } from "./manifest.ts";
import type { PulledVersion, PullOptions } from "./pull.ts";
import { rest } from "./retry.ts";
import { verify } from "./verify.ts";

/** A version that is on this machine, each file with the bytes that were registered. */
export interface WatchedVersion {
  /** The exact version, `team/model@7`. */
  reference: string;
  version: number;
  /** `sha256:…` */
  digest: string;
  /** The folder that holds its files, absolute. It stays until another version has taken its place. */
  path: string;
}

/** That another version is to be used from now on. */
export interface VersionChange extends WatchedVersion {
  /** What was used until now, whose files are still there; null for the first. */
  previous: WatchedVersion | null;
}

export interface WatchOptions {
  /** A folder for this service alone, in which each version gets one of its own; made when missing. */
  to: string;
  /**
   * Takes the new version into use. One at a time; what has moved on meanwhile is left out. When it resolves, the files of the version
   * before are removed; when it throws, that one stays in use, and it is tried again later.
   */
  onChange: (change: VersionChange) => void | Promise<void>;
  /** Told what does not go as it should, such as a registry that is away. The version in use stays, and it goes on. */
  onError?: ((error: Error) => void) | undefined;
  /** How often it is asked where no stream of events gets through, in milliseconds: 5,000 unless said otherwise. */
  pollMs?: number | undefined;
  /**
   * Has the registry show what really runs: what is in use is said after each change, and once a minute; left out, `stage` is the one
   * that is followed. The token needs the scope `runtime:report`.
   */
  checkIn?: Omit<CheckIn, "model" | "version" | "digest"> | undefined;
  /** Ends it, as `close` does. */
  signal?: AbortSignal | undefined;
  /** As in `pull`. */
  copy?: boolean | undefined;
  cache?: string | false | undefined;
}

/** A service's view of what it follows. */
export interface Watch {
  /** What is in use now; null while the reference names nothing. */
  readonly current: WatchedVersion | null;
  /** Follows no longer. The files of the version in use stay. */
  close(): Promise<void>;
}

interface Outside {
  api: Api;
  connection: Connection;
  pull: (reference: string, options: PullOptions) => Promise<PulledVersion>;
}

/** Pauses before what has failed is tried again, in milliseconds. */
const shortestPauseMs = 1000;
const longestPauseMs = 5 * 60_000;
const defaultPollMs = 5000;
/** Who is silent for five of these counts as gone. */
const checkInEveryMs = 60_000;
const lastWordMs = 2000;

/** The folders of versions, as they are named here and nowhere else. */
const ownFolder = /^v[1-9]\d{0,8}-[0-9a-f]{12}$/;

/** What to use next. From the disk, where it lies there already and the registry could not be asked. */
type Wanted = Pointed & { onDisk?: WatchedVersion };

/** See Registry.watch. */
export async function watch(outside: Outside, reference: string, options: WatchOptions): Promise<Watch> {
  const folder = await makeFolder(options.to);
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  signal.throwIfAborted();
  const start = openStart();
  let started = false;
  let current: WatchedVersion | null = null;
  let wanted: Wanted | null | undefined;
  let wake: () => void = () => {};
  let checkedIn: Promise<void> = Promise.resolve();
  let stages: string[] | undefined;

  const want = (next: Wanted | null) => {
    wanted = next;
    wake();
  };
  const tell = (error: Error) => {
    if (started) options.onError?.(error);
    else start.reject(error);
  };
  const begun = () => {
    started = true;
    start.resolve();
  };

  function onTrouble(trouble: CountersignError): void {
    withLast(trouble).catch(tell);
  }

  /** Whoever starts while the registry is away goes on with what was pulled last. */
  async function withLast(error: CountersignError): Promise<void> {
    const away = error.reason === "cannot_reach" || error.reason === "timed_out";
    const found = !started && wanted === undefined && away ? await findNewest(folder, reference) : null;
    if (!found || wanted !== undefined) return tell(error);
    options.onError?.(error);
    want({ ...found, onDisk: found });
  }

  async function following(): Promise<void> {
    const { pollMs = defaultPollMs } = options;
    for await (const next of follow(outside, reference, { signal, pollMs, onTrouble })) {
      want(next);
      if (next !== null) continue;
      if (!started) begun();
      else if (current) options.onError?.(new CountersignError("not_found", `${reference} names no version any more. ${current.reference} stays in use.`, { details: { reference } }));
    }
  }

  async function bring(next: Wanted): Promise<void> {
    const found = next.onDisk ?? (await pullInto(next));
    if (wanted?.digest !== next.digest) return;
    await options.onChange({ ...found, previous: current });
    current = found;
    if (!started) begun();
    checkedIn = checkIn();
  }

  /** The stage that is followed; none where it is an alias. */
  async function followedStage(): Promise<string | undefined> {
    stages ??= (await outside.api.stages.list.query(undefined, { signal })).map(({ name }) => name);
    return stages.find((name) => name === reference.split("@")[1]);
  }

  /** Says what is in use. That it could not be said is told, and takes nothing out of use. */
  async function checkIn(): Promise<void> {
    if (!options.checkIn || !current || signal.aborted) return;
    const { reference: used, version } = current;
    try {
      const stage = options.checkIn.stage ?? (await followedStage());
      await outside.api.runtime.checkIn.mutate({ ...options.checkIn, stage, model: used.slice(0, used.indexOf("@")), version }, { signal });
    } catch (error) {
      if (!signal.aborted) options.onError?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async function pullInto({ version, digest }: Pointed): Promise<WatchedVersion> {
    const path = join(folder, `v${version}-${digest.slice("sha256:".length, "sha256:".length + 12)}`);
    const pulled = await outside.pull(`${reference.split("@", 1)[0]}@${version}`, { to: path, copy: options.copy, cache: options.cache, signal });
    if (pulled.digest === digest) return { reference: pulled.reference, version, digest, path: pulled.to };
    throw new CountersignError("digest_mismatch", `${pulled.reference} has the digest ${pulled.digest}, and ${digest} was announced. It is not used: tell an administrator of the registry.`, { details: { reference, expected: digest, computed: pulled.digest } });
  }

  /** One after the other, and always what is wanted last. */
  async function applying(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const woken = new Promise<void>((done) => (wake = done));
      const next = wanted;
      if (!next || next.digest === current?.digest) {
        failures = 0;
        await woken;
        continue;
      }
      try {
        await bring(next);
        failures = 0;
        await tidy(folder, current);
      } catch (error) {
        if (signal.aborted) return;
        tell(error instanceof Error ? error : new Error(String(error)));
        const pause = Math.min(longestPauseMs, shortestPauseMs * 2 ** failures++) * (0.5 + Math.random() / 2);
        await Promise.race([woken, rest(pause, signal).catch(() => {})]);
      }
    }
  }

  const checkingIn = setInterval(() => void checkIn(), checkInEveryMs).unref();
  signal.addEventListener("abort", () => {
    clearInterval(checkingIn);
    start.reject(signal.reason);
    wake();
  });
  const running = Promise.all([following().catch((error: unknown) => tell(error as Error)), applying()]);
  const close = async () => {
    // What is in use is said to the end, unless that takes long.
    await Promise.race([checkedIn, rest(lastWordMs, signal).catch(() => {})]);
    closing.abort();
    await running;
  };
  try {
    await start.over;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    get current() {
      return current;
    },
    close,
  };
}

/** What is waited for until the first version is in use. */
function openStart() {
  let [resolve, reject]: [() => void, (error: unknown) => void] = [() => {}, () => {}];
  const over = new Promise<void>((...both) => ([resolve, reject] = both));
  return { over, resolve: () => resolve(), reject: (error: unknown) => reject(error) };
}

/** @throws CountersignError file_failed */
async function makeFolder(to: string): Promise<string> {
  const folder = absolute(to);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fileFailure(folder, error);
  });
  return folder;
}

async function listOwn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => ownFolder.test(name)).map((name) => join(folder, name));
}

/** The version of the model that was pulled last, if all of it is still there. */
async function findNewest(folder: string, reference: string): Promise<WatchedVersion | null> {
  const manifests = await Promise.all((await listOwn(folder)).map(async (path) => ({ path, manifest: await readManifest(path).catch(() => null) })));
  const model = reference.split("@", 1)[0];
  const known = manifests.flatMap(({ path, manifest }) => (manifest !== null && typeof manifest !== "string" && manifest.reference.split("@", 1)[0] === model ? [{ path, manifest }] : []));
  for (const { path, manifest } of known.toSorted((one, other) => (one.manifest.pulledAt < other.manifest.pulledAt ? 1 : -1))) {
    const { ok } = await verify(path, { digest: manifest.digest }).catch(() => ({ ok: false }));
    if (ok) return { reference: manifest.reference, version: manifest.version, digest: manifest.digest, path };
  }
  return null;
}

/** Removes what is no longer used. What can't be removed stays for the next time. */
async function tidy(folder: string, used: WatchedVersion | null): Promise<void> {
  const paths = await listOwn(folder).catch(() => []);
  for (const path of paths) if (used && path !== used.path) await rm(path, { recursive: true, force: true }).catch(() => {});
}
