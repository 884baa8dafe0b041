/** What was found, in words. */
import type { StoreSettings } from "../env.ts";
import type { BackupReport } from "./backup.ts";
import type { NeededFault } from "./check-blob.ts";
import type { CopyReport } from "./copy.ts";
import { sizeText } from "./progress.ts";
import type { Removed } from "../storage/collect.ts";
import type { RestoreReport } from "./restore.ts";
import type { Collection } from "../storage/schema.ts";
import type { VerifyReport } from "./verify.ts";

const remedy = "Restore what is missing or damaged from a backup of the store.";

export function verifyText({ blobs, bytes, missing, damaged, surplus }: VerifyReport): string {
  const lines = faultLines([...missing, ...damaged]);
  lines.push(...surplus.map(({ sha256, size }) => `surplus  ${sha256}  ${sizeText(size)}: no version needs it`));
  lines.push(`Verified ${counted(blobs, "blob")} (${sizeText(bytes)}): ${missing.length} missing, ${damaged.length} damaged, ${surplus.length} surplus.`);
  if (missing.length + damaged.length > 0) lines.push(remedy);
  return lines.join("\n");
}

export function copyText({ copied, bytes, held, missing, damaged }: CopyReport, settings: StoreSettings): string {
  const lines = faultLines([...missing, ...damaged]);
  lines.push(`Copied ${counted(copied, "blob")} (${sizeText(bytes)}); ${held} were there already.`);
  if (missing.length + damaged.length > 0) lines.push(`${missing.length} missing and ${damaged.length} damaged ones were not copied. ${remedy}`);
  lines.push("To move over: stop the registry, run this once more for what has come since, change these settings, and start it.");
  return [...lines, ...settingLines(settings)].join("\n");
}

export function collectText({ dryRun, versions, drafts, blobs, bytes, arrivals }: Collection, removed: readonly Removed[]): string {
  const lines = removed.map(({ sha256, size }) => `${dryRun ? "would remove" : "removed"}  ${sha256}  ${sizeText(size)}`);
  const given = `${counted(versions, "version")} and ${counted(drafts, "draft")}`;
  const what = `${counted(blobs, "blob")} (${sizeText(bytes)}) and ${counted(arrivals, "half-arrived file")}`;
  lines.push(dryRun ? `Would give up ${given}, and remove ${what}. Nothing was changed.` : `Gave up ${given}, and removed ${what}.`);
  return lines.join("\n");
}

export function backupText({ folder, digest, rows, blobs, copied, copiedBytes, missing }: BackupReport): string {
  return [
    ...missing.map((sha256) => `not in it  ${sha256}: missing or damaged in the store`),
    `The backup is in ${folder}: ${counted(rows, "row")}, ${counted(blobs, "blob")}, of which ${copied} (${sizeText(copiedBytes)}) were copied now.`,
    "It holds the registry's secret, its key and everybody's password hashes: keep it as you keep the registry.",
    ...(missing.length > 0 ? ["Run `countersign-admin storage verify`: it names the versions that suffer."] : []),
    `Keep this elsewhere, to know the backup by: ${digest}`,
  ].join("\n");
}

export function restoreText({ at, digest, rows, blobs, missing }: RestoreReport): string {
  return [
    ...missing.map((sha256) => `missing  ${sha256}: it was not in the backup either`),
    `The registry is back as it was at ${at}: ${counted(rows, "row")}, ${counted(blobs, "blob")}. The backup was ${digest}.`,
    "Check it with `countersign-admin storage verify` and `countersign-admin audit verify`, then start it.",
  ].join("\n");
}

function faultLines(faults: NeededFault[]): string[] {
  return faults.flatMap(({ kind, sha256, size, found, versions }) => [
    `${kind}  ${sha256}  ${sizeText(size)}: found ${found}`,
    `  needed by ${versions.join(", ") || "no version"}`,
  ]);
}

/** The settings of the registry that lead to a store, without secrets. */
function settingLines(settings: StoreSettings): string[] {
  if (settings.kind === "fs") return [`  COUNTERSIGN_STORE=fs:${settings.folder}`];
  const { bucket, endpoint, publicEndpoint, region, pathStyle, prefix, credentials } = settings;
  return [
    "  COUNTERSIGN_STORE=s3",
    `  S3_BUCKET=${bucket}`,
    ...(endpoint === undefined ? [] : [`  S3_ENDPOINT=${endpoint}`]),
    ...(publicEndpoint === undefined ? [] : [`  S3_PUBLIC_ENDPOINT=${publicEndpoint}`]),
    `  S3_REGION=${region}`,
    `  S3_PATH_STYLE=${pathStyle}`,
    ...(prefix === "" ? [] : [`  S3_PREFIX=${prefix}`]),
    ...(credentials ? ["  AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as in TARGET_AWS_ACCESS_KEY_ID and TARGET_AWS_SECRET_ACCESS_KEY"] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
