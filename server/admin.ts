#!/usr/bin/env node
/**
 * `countersign-admin`: for those who run the registry, beside it on the same machine, while it serves.
 * Exit codes: 0 all well; 1 something is missing or damaged; 2 it could not be done.
 */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { accountsText, makeAdministrator, reactivate, resetPasswordOf } from "./admin/accounts.ts";
import { auditText, verifyAudit } from "./admin/audit.ts";
import { takeBackup } from "./admin/backup.ts";
import { copyStore } from "./admin/copy.ts";
import { openInstallation, type Installation } from "./admin/installation.ts";
import { openProgress } from "./admin/progress.ts";
import { backupText, collectText, copyText, restoreText, verifyText } from "./admin/report.ts";
import { restoreBackup } from "./admin/restore.ts";
import { verifyStore } from "./admin/verify.ts";
import { openStore } from "./blobs/open-store.ts";
import { startEmbeddedPostgres } from "./db/embedded.ts";
import { readEnv, readStore, type StoreSettings } from "./env.ts";
import { systemActor } from "./identity/actor.ts";
import { switchPasswords } from "./settings/commands.ts";
import { collect, type Removed } from "./storage/collect.ts";

const wrong = 1;
const undone = 2;

/** Runs `work` with the registry's database and store; Ctrl-C leaves both as if it had ended. */
async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(readEnv());
  const leave = () => void installation.close().finally(() => process.exit(undone));
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

function print(report: { missing: unknown[]; damaged: unknown[] }, text: string, json: boolean | undefined): void {
  console.log(json ? JSON.stringify(report) : text);
  if (report.missing.length + report.damaged.length > 0) process.exitCode = wrong;
}

async function verify({ fromHash = "", json }: { fromHash?: string; json?: true }): Promise<void> {
  if (!/^[0-9a-f]{0,64}$/.test(fromHash)) throw new Error("--from-hash must be a SHA-256 or its beginning: up to 64 lower-case hex digits.");
  const report = await withInstallation(({ db, store }) => verifyStore({ db, store, fromHash, progress: openProgress("Verifying") }));
  print(report, verifyText(report), json);
}

async function copy({ to, json }: { to: string; json?: true }): Promise<void> {
  const settings = readStore(to, "TARGET_");
  const report = await withInstallation(async ({ db, store, env }) => {
    if (placeOf(settings) === placeOf(env.store)) throw new Error(`${placeOf(settings)} is where the registry keeps its bytes now. Name another place.`);
    return await copyStore({ db, from: store, to: await openStore(settings), progress: openProgress("Copying") });
  });
  print(report, copyText(report, settings), json);
}

async function collectGarbage({ dryRun = false, json }: { dryRun?: true | false; json?: true }): Promise<void> {
  const removed: Removed[] = [];
  const collection = await withInstallation(({ db, store }) =>
    collect({ db, store, startedBy: "the command line", dryRun, now: new Date(), onRemove: (blob) => removed.push(blob) }),
  );
  console.log(json ? JSON.stringify({ ...collection, removed }) : collectText(collection, removed));
}

async function backup({ to, json }: { to: string; json?: true }): Promise<void> {
  const report = await withInstallation((installation) => takeBackup(installation, { to: resolve(to), progress: openProgress("Copying"), say: console.error }));
  console.log(json ? JSON.stringify(report) : backupText(report));
  if (report.missing.length > 0) process.exitCode = wrong;
}

async function restore({ from, digest, json }: { from: string; digest?: string; json?: true }): Promise<void> {
  const env = readEnv();
  await mkdir(env.COUNTERSIGN_HOME, { recursive: true });
  const postgres = env.DATABASE_URL ? { url: env.DATABASE_URL, stop: async () => {} } : await startEmbeddedPostgres({ home: env.COUNTERSIGN_HOME });
  try {
    const report = await restoreBackup({ env, url: postgres.url }, { from: resolve(from), digest, progress: openProgress("Copying"), say: console.error });
    console.log(json ? JSON.stringify(report) : restoreText(report));
    if (report.missing.length > 0) process.exitCode = wrong;
  } finally {
    await postgres.stop();
  }
}

async function passwords(state: string): Promise<void> {
  if (state !== "on" && state !== "off") throw new Error(`${JSON.stringify(state)} is neither on nor off.`);
  const actor = { ...systemActor("the command line"), name: "The command line" };
  await withInstallation(async ({ db, env }) => {
    if (state === "off" && !env.oidc) throw new Error("Without OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET nobody could sign in any more, so that passwords stay on.");
    await db.transaction((tx) => switchPasswords(tx, actor, state === "on"));
  });
  console.log(state === "on" ? "People can sign in with a password again." : "Nobody signs in with a password any more.");
}

async function verifyRecord({ json }: { json?: true }): Promise<void> {
  let toldAt = performance.now();
  const found = await withInstallation((installation) =>
    verifyAudit(installation, (entries) => {
      if (performance.now() - toldAt < 1000) return;
      toldAt = performance.now();
      console.error(`Verified ${entries} entries`);
    }),
  );
  console.log(json ? JSON.stringify(found) : auditText(found));
  if (!found.ok) process.exitCode = wrong;
}

function placeOf(settings: StoreSettings): string {
  if (settings.kind === "fs") return settings.folder;
  return `${settings.endpoint ?? settings.region}/${settings.bucket}/${settings.prefix}`;
}

const program = new Command("countersign-admin")
  .description("Looks after a Countersign registry, with the registry's own settings. It may serve meanwhile.")
  .exitOverride();
const storage = program.command("storage").description("The bytes of all versions.");
storage
  .command("verify")
  .description("Reads all bytes, and says which are missing, damaged or surplus, and which versions need them.")
  .option("--from-hash <sha256>", "begin with this hash, to go on where an earlier run was stopped")
  .option("--json", "print one JSON object")
  .action(verify);
storage
  .command("copy")
  .description("Copies all bytes to another store; run it again to go on, or to copy what has come since.")
  .requiredOption("--to <place>", "fs: and a folder, or s3 with the settings TARGET_S3_BUCKET, TARGET_S3_ENDPOINT, TARGET_AWS_ACCESS_KEY_ID …")
  .option("--json", "print one JSON object")
  .action(copy);
storage
  .command("collect")
  .description("Gives up deleted versions whose time is over, and removes the bytes that nothing needs any more.")
  .option("--dry-run", "only say what would be removed")
  .option("--json", "print one JSON object")
  .action(collectGarbage);
program
  .command("backup")
  .description("Takes a backup of database, bytes and keys, while the registry serves. Into a folder with earlier ones, it copies new bytes alone. It holds secrets.")
  .requiredOption("--to <folder>", "where backups are kept")
  .option("--json", "print one JSON object")
  .action(backup);
program
  .command("restore")
  .description("Brings a registry back from a backup, into an empty database and the store of the settings.")
  .requiredOption("--from <folder>", "the folder of backups, of which the newest is taken, or one backup in it")
  .option("--digest <sha256>", "refuse any other backup than this")
  .option("--json", "print one JSON object")
  .action(restore);
const audit = program.command("audit").description("The record of everything that was done and refused.");
audit
  .command("verify")
  .description("Checks every entry, and all against what was signed outside the database; names the first bad one.")
  .option("--json", "print one JSON object")
  .action(verifyRecord);

const signIn = program.command("sign-in").description("How people sign in.");
signIn
  .command("passwords <state>")
  .description("Switches passwords on or off: the way back when the single sign-on provider fails. Sessions that are open stay so.")
  .action(passwords);
const accounts = program.command("users").description("People's accounts, for who is locked out. All of it is on record.");
const one = (name: string, description: string, act: (installation: Installation, email: string) => Promise<string>) =>
  accounts
    .command(`${name} <email>`)
    .description(description)
    .action(async (email: string) => console.log(await withInstallation((installation) => act(installation, email))));
accounts
  .command("list")
  .description("Prints everybody: address, name, role on the site, and whether they are deactivated.")
  .action(async () => console.log(await withInstallation(({ db }) => accountsText(db))));
one("reset-password", "Prints a link by which they choose a new password.", resetPasswordOf);
one("reactivate", "Opens a deactivated account again.", ({ db }, email) => reactivate(db, email));
one("make-admin", "Makes them an administrator.", ({ db }, email) => makeAdministrator(db, email));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : undone;
}
