import { z } from "zod";
import { siteRoles } from "../identity/schema.ts";
import { slugSchema, teamRoles } from "../teams/schema.ts";

/** What a group may be called, as the provider's groups claim says it. */
export const groupNameSchema = z
  .string()
  .trim()
  .min(1, { error: "must not be empty" })
  .max(256, { error: "must have at most 256 characters" })
  .regex(/^\P{Cc}*$/u, { error: "must not hold control characters" });

/** Roles on the site that a group can give: everybody is a member without one. */
export const mappedSiteRoles = ["admin", "auditor"] as const satisfies readonly (typeof siteRoles)[number][];

export const newMappingSchema = z.discriminatedUnion("gives", [
  z.object({ gives: z.literal("team"), group: groupNameSchema, team: slugSchema, role: z.enum(teamRoles) }),
  z.object({ gives: z.literal("site"), group: groupNameSchema, siteRole: z.enum(mappedSiteRoles) }),
]);
export type NewMapping = z.infer<typeof newMappingSchema>;

export const mappingSchema = z.object({
  id: z.string(),
  group: z.string(),
  /** The team's slug; null where the group gives a role on the site. */
  team: z.string().nullable(),
  role: z.enum(teamRoles).nullable(),
  siteRole: z.enum(siteRoles).nullable(),
  createdAt: z.iso.datetime(),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** How the provider is configured, and whether it answers. */
export const providerStatusSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  name: z.string(),
  groupsClaim: z.string(),
  scopes: z.string(),
  /** What to enter at the provider. */
  redirectUri: z.string(),
  /** What its discovery document says; null when it could not be had. */
  discovered: z.object({ authorizationEndpoint: z.string(), userinfo: z.boolean() }).nullable(),
  /** Why it could not be had, in words. */
  fault: z.string().nullable(),
});
export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** Why somebody whom the provider knows is not let in, each as the sign-in page explains it. */
export const refusals = {
  not_set_up: "This registry has no administrator yet. Open it and set it up first.",
  no_email: "The provider does not say what your e-mail address is. Ask its administrators to send the claim email to this registry.",
  unverified: "The provider does not say that your e-mail address is verified, so it can’t tell who you are here. Verify it there, then sign in again.",
  deactivated: "Your account here is deactivated. An administrator of this registry can activate it again.",
  no_account: "There is no account here for you. Ask an administrator of this registry for an invitation.",
  other_identity: "The account with your e-mail address belongs to another identity at the provider. Ask an administrator of this registry to unlink it.",
  provider_silent: "The provider could not be reached, or did not answer as it should. Try again later, or sign in another way.",
  provider_refused: "Signing in at the provider did not come to an end. Try again.",
} as const;
export type Refusal = keyof typeof refusals;
