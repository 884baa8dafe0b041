import { createHash, randomBytes } from "node:crypto";

/** A new secret: `cs_` and 32 random bytes in base64url. It is shown once and kept as its hash. */
export function newSecret(): { secret: string; prefix: string; hash: string } {
  const secret = `cs_${randomBytes(32).toString("base64url")}`;
  return { secret, prefix: secret.slice(0, 9), hash: hashSecret(secret) };
}

/** SHA-256 of a secret (an API token's, a session cookie's) in hex. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
