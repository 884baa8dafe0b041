import { z } from "zod";
import { siteRoles, sources, userSchema } from "../identity/schema.ts";
import { secondFactorSchema } from "../second-factor/schema.ts";
import { slugSchema, teamRoles } from "../teams/schema.ts";
import { tokenSchema } from "../tokens/schema.ts";

export const accountStates = ["active", "deactivated"] as const;
export type AccountState = (typeof accountStates)[number];

/** What a list of accounts is narrowed to. */
export const accountFilterSchema = z.object({
  /** Any part of a name or an e-mail address. */
  search: z.string().trim().max(200).optional(),
  role: z.enum(siteRoles).optional(),
  state: z.enum(accountStates).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type AccountFilter = z.infer<typeof accountFilterSchema>;

export const accountRowSchema = userSchema.extend({
  lastSignInAt: z.iso.datetime().nullable(),
  secondFactor: z.boolean(),
});
export type AccountRow = z.infer<typeof accountRowSchema>;

export const accountSchema = accountRowSchema.extend({
  /** Whether the site role was given by hand, or follows from a group. */
  siteRoleSource: z.enum(sources),
  /** Whether a password is kept here, with which they can sign in. */
  password: z.boolean(),
  /** Whether somebody at the single sign-on provider signs in to it. */
  linked: z.boolean(),
  factor: secondFactorSchema,
  teams: z.array(z.object({ team: slugSchema, name: z.string(), role: z.enum(teamRoles), source: z.enum(sources) })),
  tokens: z.array(tokenSchema),
});
export type Account = z.infer<typeof accountSchema>;

export const accountReasonSchema = z
  .string()
  .trim()
  .min(1, { error: "must say why" })
  .max(1000, { error: "must have at most 1,000 characters" });
