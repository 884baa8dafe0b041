/** SHA-256, at once or in the making, the latter in two kinds. */
import { createHash, hash as hashOf } from "node:crypto";
import { createSHA256 } from "hash-wasm";
import { gatherChecks } from "./checks.ts";
import type { RunningHash, StoredBlob } from "./store.ts";

/** As fast as the machine can; it lives and dies with the process. */
export function nativeHash(): RunningHash {
  const hash = createHash("sha256");
  return {
    update: (bytes) => void hash.update(bytes),
    save: () => null,
    digest: () => hash.digest("hex"),
  };
}

/**
 * A hash that can be put down and taken up again, also by another process. Node gives no way to the state of OpenSSL's,
 * so this one is WebAssembly and about six times slower: it is only for bytes that may come in several goes.
 * @param state what save() gave: base64
 * @throws Error when another build of hash-wasm saved the state: hash the bytes from the beginning
 */
export async function resumableHash(state?: string): Promise<RunningHash> {
  const hash = await createSHA256();
  if (state === undefined) hash.init();
  else hash.load(Buffer.from(state, "base64"));
  return {
    update: (bytes) => void hash.update(bytes),
    save: () => Buffer.from(hash.save()).toString("base64"),
    digest: () => hash.digest("hex"),
  };
}

/** What is known of bytes that are here as a whole. */
export function blobOf(bytes: Buffer): StoredBlob {
  const checks = gatherChecks();
  checks.update(bytes);
  return { sha256: hashOf("sha256", bytes), size: bytes.length, checks: checks.result() };
}
