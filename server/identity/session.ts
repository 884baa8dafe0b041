import { hashSecret } from "../tokens/secret.ts";

/** next-auth's names of the session cookie: the second one where the registry is opened over https. */
const cookieNames = ["next-auth.session-token", "__Secure-next-auth.session-token"];

/** How long a session lasts after it was last used. */
export const sessionSeconds = 7 * 24 * 60 * 60;

/**
 * The hash under which the session of a request is kept.
 * @param cookies the value of the Cookie header
 * @returns null when it carries none
 */
export function sessionHashOf(cookies: string | null | undefined): string | null {
  for (const part of cookies?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && cookieNames.includes(part.slice(0, at).trim())) return hashSecret(decodeURIComponent(part.slice(at + 1).trim()));
  }
  return null;
}
