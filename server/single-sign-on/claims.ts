import { emailSchema, personNameSchema } from "../identity/schema.ts";
import { groupNameSchema } from "./schema.ts";

/** Who the provider says has signed in. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  /** Null when it names none that could be one. */
  email: string | null;
  /** Whether the provider has made sure that the address is theirs. */
  emailVerified: boolean;
  groups: Groups;
  /** When they last proved who they are there; null when the provider does not say. */
  authenticatedAt: Date | null;
}

/** What the groups claim says; `fault` where it is absent or can't be read, and then nobody is in any group. */
export interface Groups {
  names: readonly string[];
  fault: "absent" | "malformed" | "too_many" | "left_out" | null;
}

/** More than any provider puts in a token. */
const mostGroups = 1000;

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of OpenID Connect (Core 1.0, sections 2 and 5.1). The ID token's count; where it lacks the e-mail address
 * or the groups, those of the userinfo endpoint do: an address and whether it is verified always come from the same of the two.
 * @param idToken verified
 * @param userinfo of the same subject; empty when the provider has no such endpoint
 */
export function readIdentity(
  idToken: Claims & { iss: string; sub: string },
  userinfo: Claims,
  settings: { groupsClaim: string; verifiedClaim: string },
): Identity {
  const addressed = idToken["email"] === undefined ? userinfo : idToken;
  const email = emailSchema.safeParse(addressed["email"]).data ?? null;
  const grouped = idToken[settings.groupsClaim] === undefined && !isLeftOut(idToken, settings.groupsClaim) ? userinfo : idToken;
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    name: nameOf(idToken) ?? nameOf(userinfo) ?? email?.split("@", 1)[0] ?? idToken.sub.slice(0, 100),
    email,
    emailVerified: email !== null && addressed[settings.verifiedClaim] === true,
    groups: readGroups(grouped, settings.groupsClaim),
    authenticatedAt: typeof idToken["auth_time"] === "number" ? new Date(idToken["auth_time"] * 1000) : null,
  };
}

function nameOf(claims: Claims): string | undefined {
  for (const claim of ["name", "preferred_username"]) {
    const name = personNameSchema.safeParse(claims[claim]);
    if (name.success) return name.data;
  }
  return undefined;
}

/** Names that could not be those of a mapping are passed over. */
function readGroups(claims: Claims, claim: string): Groups {
  const value = claims[claim];
  if (isLeftOut(claims, claim)) return { names: [], fault: "left_out" };
  if (value === undefined || value === null) return { names: [], fault: "absent" };
  // Some providers send the only group by itself.
  const list: unknown[] | null = typeof value === "string" ? [value] : Array.isArray(value) ? value : null;
  if (!list?.every((name) => typeof name === "string")) return { names: [], fault: "malformed" };
  if (list.length > mostGroups) return { names: [], fault: "too_many" };
  const names = list.flatMap((name) => groupNameSchema.safeParse(name).data ?? []);
  return { names: [...new Set(names)], fault: null };
}

/** Entra ID leaves out the groups of who is in too many, and says where to ask for them instead. */
function isLeftOut(claims: Claims, claim: string): boolean {
  const elsewhere = claims["_claim_names"];
  return typeof elsewhere === "object" && elsewhere !== null && claim in elsewhere;
}
