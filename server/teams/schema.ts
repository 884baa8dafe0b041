import { z } from "zod";
import { permissions, userKinds } from "../identity/schema.ts";

export const teamRoles = ["viewer", "contributor", "reviewer", "maintainer"] as const;
export type TeamRole = (typeof teamRoles)[number];

export const roleMeanings: Record<TeamRole, string> = {
  viewer: "Sees models, versions and promotions, and downloads files",
  contributor: "Also registers versions, requests promotions and rolls back",
  reviewer: "Sees everything, and signs promotions of others",
  maintainer: "Does all of these, and keeps the members and the policies",
};

/** A lower-case name that can stand in a URL and in a reference. */
export const slugSchema = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(64, { error: "must have at most 64 characters" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: "must be lower-case letters, digits and single hyphens, such as fraud-detector",
  });

export const teamSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  members: z.number().int(),
  models: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Team = z.infer<typeof teamSchema>;

/** A team as its own page shows it. */
export const teamDetailSchema = teamSchema.extend({
  /** The actor's role in it. */
  role: z.enum(teamRoles).nullable(),
  /** What the actor may do with it as a whole. */
  can: z.array(z.enum(permissions)),
  /** Members who may sign promotions now, and those who keep the team. */
  signers: z.number().int(),
  maintainers: z.number().int(),
  serviceAccounts: z.number().int(),
});
export type TeamDetail = z.infer<typeof teamDetailSchema>;

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  /** A service account is a machine's. */
  kind: z.enum(userKinds),
  role: z.enum(teamRoles),
  since: z.iso.datetime(),
  /** Since when the account can do nothing; null for one in use. */
  deactivatedAt: z.iso.datetime().nullable(),
});
export type Member = z.infer<typeof memberSchema>;

const page = { search: z.string().max(200).optional(), cursor: z.string().max(600).optional(), limit: z.number().int().min(1).max(500).default(100) };
export const teamListSchema = z.object(page);
export const memberListSchema = z.object({ team: slugSchema, ...page });

const teamNameSchema = z.string().trim().min(1, { error: "must not be empty" }).max(100, { error: "must have at most 100 characters" });
export const renamedTeamSchema = z.object({ team: slugSchema, name: teamNameSchema });
export const newTeamSchema = z.object({
  slug: slugSchema,
  name: teamNameSchema,
});
