import { randomBytes } from "node:crypto";
import { secretPrefix } from "./standard.ts";

/** A new secret that deliveries are signed with: `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return `${secretPrefix}${randomBytes(32).toString("base64")}`;
}
