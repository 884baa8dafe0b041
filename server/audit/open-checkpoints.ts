import { generateKeyPairSync } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { BucketSettings } from "../blobs/bucket.ts";
import { openCheckpointFiles } from "./checkpoint-files.ts";
import { signWith, type Checkpoints } from "./checkpoints.ts";

/** Where checkpoints are kept, and what signs them. */
export interface CheckpointSettings {
  place: { kind: "fs"; folder: string } | (BucketSettings & { kind: "s3" });
  /** The private key's file. */
  keyFile: string;
  /** Whether it is made where it is missing. */
  makesKey: boolean;
}

/** @throws Error that says what to set, when the key or the bucket can't be used */
export async function openCheckpoints({ place, keyFile, makesKey }: CheckpointSettings): Promise<Checkpoints> {
  const signer = signWith(await readFile(keyFile, "utf8").catch((error: unknown) => (makesKey ? makeKey(keyFile) : missing(keyFile, error))));
  if (place.kind === "fs") return { ...signer, ...(await openCheckpointFiles(place.folder, signer.publicKey)) };
  // The bucket's client takes memory and time to load, and most registries have none.
  const { openCheckpointBucket } = await import("./checkpoint-bucket.ts");
  return { ...signer, ...(await openCheckpointBucket(place, signer.publicKey)) };
}

/** Makes the key, readable by the owner alone: once, however many processes start at the same time. */
async function makeKey(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Written aside first: half a key must not be found by the next start.
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside, { force: true });
  }
  return await readFile(path, "utf8");
}

function missing(path: string, cause: unknown): never {
  throw new Error(`The key that checkpoints are signed with can't be read from ${path}: set COUNTERSIGN_AUDIT_KEY to an Ed25519 key as PEM, or leave it out to have one made.`, { cause });
}
