import { z } from "zod";

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

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(teamRoles),
  since: z.iso.datetime(),
});
export type Member = z.infer<typeof memberSchema>;

export const newTeamSchema = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1, { error: "must not be empty" }).max(100, { error: "must have at most 100 characters" }),
});
