import { z } from "zod";
import { emailSchema, passwordSchema, personNameSchema, siteRoles } from "../identity/schema.ts";
import { slugSchema, teamRoles } from "../teams/schema.ts";

export const linkSecretSchema = z.string().min(1).max(100);

export const invitedTeamSchema = z.object({ team: slugSchema, role: z.enum(teamRoles) });

export const newInvitationSchema = z.object({
  email: emailSchema,
  siteRole: z.enum(siteRoles).default("member"),
  teams: z.array(invitedTeamSchema).max(50, { error: "must name at most 50 teams" }).default([]),
  days: z
    .number()
    .int({ error: "must be a whole number of days" })
    .min(1, { error: "must be at least 1 day" })
    .max(30, { error: "must be at most 30 days" })
    .default(7),
  /** Whether the registry sends the link by mail. */
  mail: z.boolean().default(false),
});
export type NewInvitation = z.infer<typeof newInvitationSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  siteRole: z.enum(siteRoles),
  teams: z.array(invitedTeamSchema),
  /** Whoever made it. */
  by: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const acceptInvitationSchema = z.object({ secret: linkSecretSchema, name: personNameSchema, password: passwordSchema });
