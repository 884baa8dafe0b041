import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
import { copyBinaries } from "./embedded-place.ts";
import { removeHome } from "./testing.ts";

const isRoot = process.getuid?.() === 0;
const source = path.join(import.meta.dirname, "embedded.ts");
const homes: string[] = [];

afterAll(async () => {
  for (const home of homes) {
    const pid = await postmasterPid(home);
    if (pid) process.kill(pid, "SIGKILL");
    await removeHome(home);
  }
});

async function newHome(mode = 0o711): Promise<string> {
  const home = await fs.mkdtemp(path.join(tmpdir(), "countersign-embedded-"));
  await fs.chmod(home, mode);
  homes.push(home);
  return home;
}

const start = (home: string, durable = false): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ home, durable });

async function postmasterPid(home: string): Promise<number | undefined> {
  const text = await fs.readFile(path.join(home, "postgres", "data", "postmaster.pid"), "utf8").catch(() => "");
  return Number(text.split("\n")[0]) || undefined;
}

function client(url: string): postgres.Sql {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another process that starts the home's server and then runs `code`, with `server` and `say(value)` at hand. */
function program(home: string, code: string, as: { uid?: number; gid?: number } = {}): ChildProcess & { heard: string[] } {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(source)};
    import postgres from ${JSON.stringify(import.meta.resolve("postgres"))};
    const say = (value) => process.stdout.write(value + "\\n");
    const server = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, durable: ${code.includes("insert")} });
    say(server.url);
    ${code}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"], detached: true, cwd: "/", ...as });
  const heard: string[] = [];
  createInterface(child.stdout).on("line", (line) => heard.push(line));
  onTestFinished(() => void child.kill("SIGKILL"));
  return Object.assign(child, { heard });
}

const forever = "setInterval(() => {}, 1000);";
const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => void child.once("exit", resolve));

describe("the server of a home", () => {
  test("is reached only with its password, which only the owner can read", async () => {
    const home = await newHome();
    const server = await start(home);
    const [row] = await client(server.url)`select current_database() as db, current_setting('listen_addresses') as address, current_setting('timezone') as zone`;
    expect(row).toEqual({ db: "countersign", address: "127.0.0.1", zone: "UTC" });

    const wrong = new URL(server.url);
    wrong.password = "wrong";
    await expect(client(wrong.href)`select 1`).rejects.toMatchObject({ code: "28P01" });
    wrong.password = "";
    await expect(client(wrong.href)`select 1`).rejects.toThrow(/password/i);

    expect((await fs.stat(path.join(home, "postgres", "password"))).mode & 0o777).toBe(0o600);
    expect((await fs.stat(path.join(home, "postgres", "log"))).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  test("stops when its last user stops it, and not before", async () => {
    const home = await newHome();
    const [first, second] = [await start(home), await start(home)];
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await answers(second.url)).toBe(true);

    const guest = client(second.url);
    await guest`select 1`;
    await second.stop();
    expect(await answers(first.url)).toBe(true);
    await guest.end();

    const third = await start(home);
    expect(third.url).toBe(first.url);
    await third.stop();
    await third.stop();
    expect(await answers(first.url)).toBe(false);
    expect(await postmasterPid(home)).toBeUndefined();
  });

  test("is never stopped under somebody who has just arrived", async () => {
    const home = await newHome();
    let server = await start(home);
    for (let round = 0; round < 8; round++) {
      const leaving = server.stop();
      server = await start(home);
      await leaving;
      expect(await answers(server.url)).toBe(true);
    }
    await server.stop();
  });

  test("is one server when several processes begin at the same instant", async () => {
    const home = await newHome();
    const all = [program(home, forever), program(home, forever), program(home, forever)];
    await expect.poll(() => all.every((child) => child.heard[0]), { timeout: 15_000 }).toBe(true);
    expect(new Set(all.map((child) => child.heard[0])).size).toBe(1);
    expect(await answers(all[0]!.heard[0]!)).toBe(true);
    expect((await fs.readdir(path.join(home, "postgres"))).toSorted()).toEqual(["data", "log", "password"]);
  });

  test("is told to set DATABASE_URL or restore when its data cannot be used", async () => {
    const home = await newHome();
    await fs.mkdir(path.join(home, "postgres", "data"), { recursive: true });
    await fs.writeFile(path.join(home, "postgres", "data", "PG_VERSION"), "17\n");
    await expect(start(home)).rejects.toThrow(/password of the data .* is missing/);
    await fs.writeFile(path.join(home, "postgres", "password"), "known\n");
    await expect(start(home)).rejects.toThrow(/written by Postgres 17 and this is Postgres \d+: .*DATABASE_URL/);
  });
});

describe("a killed process", () => {
  test("leaves the server running, and the next one joins it; with Postgres killed too, every acknowledged row is there", async () => {
    const home = await newHome();
    const insert = `
      const sql = postgres(server.url, { max: 1 });
      await sql\`create table if not exists rows (n int primary key)\`;
      for (let n = 1; ; n++) { await sql\`insert into rows values (\${n})\`; say(n); }`;
    const writer = program(home, insert);
    await expect.poll(() => writer.heard.length, { timeout: 15_000 }).toBeGreaterThan(50);
    writer.kill("SIGKILL");
    await ended(writer);

    const joined = await start(home);
    expect(joined.url).toBe(writer.heard[0]);
    process.kill((await postmasterPid(home))!, "SIGKILL");
    await expect.poll(() => answers(joined.url)).toBe(false);

    const restarted = await start(home, true);
    const acknowledged = Number(writer.heard.at(-1));
    const [row] = await client(restarted.url)`select count(*)::int as n, max(n) as last from rows`;
    expect(row!.n).toBe(row!.last);
    expect(row!.last).toBeGreaterThanOrEqual(acknowledged);
    // Others who knew the address find the server there again.
    expect(restarted.url).toBe(joined.url);
  });

  test("by Ctrl-C in its terminal does not take the server along", async () => {
    const home = await newHome();
    const child = program(home, forever);
    await expect.poll(() => child.heard[0], { timeout: 15_000 }).toBeDefined();
    process.kill(-child.pid!, "SIGINT");
    await ended(child);
    expect(await answers(child.heard[0]!)).toBe(true);
  });

  test("that only forgot to stop ends by itself", async () => {
    const child = program(await newHome(), "");
    expect(await ended(child)).toBe(0);
  });

  test("leaves a postmaster.pid that does not deceive when its number has gone to another process", async () => {
    const home = await newHome();
    await (await start(home)).stop();
    const pidFile = path.join(home, "postgres", "data", "postmaster.pid");
    await fs.writeFile(pidFile, `${process.pid}\n${path.dirname(pidFile)}\n1\n5432\n\n127.0.0.1\n\nready\n`, { mode: 0o600 });
    const { uid, gid } = await fs.stat(path.dirname(pidFile));
    await fs.chown(pidFile, uid, gid);
    const server = await start(home);
    expect(await answers(server.url)).toBe(true);
    await server.stop();
  });
});

describe("the user that Postgres runs as", () => {
  test.runIf(isRoot)("is nobody when we are root, also for a home that only root can enter", async () => {
    const home = await newHome(0o700);
    const server = await start(home);
    expect(await fs.readlink(path.join(home, "postgres", "data"))).toMatch(/^\/var\/lib\/countersign\/[0-9a-f]{16}-[0-9a-f]{6}$/);
    expect((await fs.stat(`/proc/${await postmasterPid(home)}`)).uid).not.toBe(0);
    expect((await start(home)).url).toBe(server.url);
  });

  const nobody = { uid: 65534, gid: 65534 };
  const openToAll = isRoot && spawnSync(process.execPath, ["-e", `fs.readFileSync(${JSON.stringify(source)})`], { ...nobody, cwd: "/" }).status === 0;

  test.runIf(openToAll)("is ourselves when we are not root, with everything in place", async () => {
    const home = await newHome();
    await fs.chown(home, nobody.uid, nobody.gid);
    const child = program(home, "await server.stop();", nobody);
    expect(await ended(child)).toBe(0);
    expect((await fs.lstat(path.join(home, "postgres", "data"))).isDirectory()).toBe(true);
    expect((await fs.stat(path.join(home, "postgres"))).mode & 0o777).toBe(0o700);
  });

  test("gets copies that it can run, whole, though several processes copy and the originals are private", async () => {
    const home = await newHome();
    const native = path.join(home, "native");
    await fs.mkdir(path.join(native, "bin"), { recursive: true, mode: 0o700 });
    await fs.mkdir(path.join(native, "lib"), { mode: 0o700 });
    await fs.writeFile(path.join(native, "bin", "postgres"), "#!", { mode: 0o700 });
    await fs.writeFile(path.join(native, "lib", "libpq.so.5.18"), "", { mode: 0o600 });
    await fs.writeFile(path.join(native, "pg-symlinks.json"), '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]');
    const copy = path.join(home, "copy");
    await Promise.all([copyBinaries(native, copy), copyBinaries(native, copy), copyBinaries(native, copy)]);
    const modes = await Promise.all(["", "bin", "bin/postgres", "lib/libpq.so.5"].map(async (file) => (await fs.stat(path.join(copy, file))).mode & 0o777));
    expect(modes).toEqual([0o755, 0o755, 0o755, 0o644]);
    expect((await fs.readdir(home)).toSorted()).toEqual(["copy", "native"]);
  });
});
