import { hashSecret } from "../tokens/secret.ts";

/** next-auth's names of the session cookie. The first is that over https, which no other site can plant. */
const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/**
 * The hash under which the session of a request is kept.
 * @param cookies the value of the Cookie header
 * @returns null when it carries none
 */
export function sessionHashOf(cookies: string | null | undefined): string | null {
  const parts = cookies?.split(";").map((part) => part.trim()) ?? [];
  for (const name of cookieNames) {
    const found = parts.find((part) => part.startsWith(`${name}=`));
    // Its value is base64url, in which nothing is escaped.
    if (found) return hashSecret(found.slice(name.length + 1));
  }
  return null;
}
