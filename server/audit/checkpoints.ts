import { createHash, createPrivateKey, createPublicKey, sign as signBytes, type KeyObject } from "node:crypto";
import canonicalize from "canonicalize";

/** What is signed from time to time: that the record then ended with this entry, and this hash. */
export interface Checkpoint {
  kind: "countersign.checkpoint/1";
  /** The registry's id. */
  registry: string;
  /** The last entry that it covers. */
  seq: number;
  hash: string;
  /** ISO 8601. */
  at: string;
  /** The SHA-256 of the public key (SPKI, DER), in hex. */
  key: string;
  /** Ed25519 over the canonical JSON (RFC 8785) of all other fields, in base64. */
  signature: string;
}

/** Where checkpoints are kept, outside the database: a folder (checkpoint-files.ts) or a bucket (checkpoint-bucket.ts). */
export interface CheckpointPlace {
  /** For people: the folder, or the bucket and its prefix. */
  where: string;
  /** Adds one. Durable when it resolves; the same one twice is fine. */
  keep(checkpoint: Checkpoint): Promise<void>;
  /** All that are kept, ascending. */
  read(): AsyncIterable<Checkpoint>;
  /**
   * Keeps lines as a file of this name. Durable when it resolves, and replaces one that was cut off.
   * @returns the SHA-256 of what is kept, in hex
   */
  keepExport(name: string, lines: AsyncIterable<readonly string[]>): Promise<{ sha256: string }>;
}

/** Signs checkpoints, and keeps them. */
export interface Checkpoints extends CheckpointPlace {
  /** As PEM (SPKI). */
  publicKey: string;
  sign(facts: Pick<Checkpoint, "registry" | "seq" | "hash" | "at">): Checkpoint;
}

/**
 * @param privateKey an Ed25519 key as PEM (PKCS 8)
 * @throws Error when it is none
 */
export function signWith(privateKey: string): Pick<Checkpoints, "publicKey" | "sign"> {
  const key = readKey(privateKey);
  const open = createPublicKey(key);
  const name = createHash("sha256").update(open.export({ type: "spki", format: "der" })).digest("hex");
  return {
    publicKey: open.export({ type: "spki", format: "pem" }).toString(),
    sign(facts) {
      const signed = { kind: "countersign.checkpoint/1" as const, ...facts, key: name };
      return { ...signed, signature: signBytes(null, Buffer.from(canonicalize(signed) ?? ""), key).toString("base64") };
    },
  };
}

function readKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Told below.
  }
  throw new Error("The key that checkpoints are signed with must be an Ed25519 key as PEM, such as `openssl genpkey -algorithm ed25519` makes.");
}
