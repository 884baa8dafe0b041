import { randomBytes } from "node:crypto";

/** The secret of a link: 32 random bytes in base64url. It is shown once and kept as its hash. */
export function newLinkSecret(): string {
  return randomBytes(32).toString("base64url");
}
