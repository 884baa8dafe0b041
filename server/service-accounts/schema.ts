import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { slugSchema, type TeamRole } from "../teams/schema.ts";

/** The roles that a machine may have: none that signs. */
export const serviceRoles = ["viewer", "contributor"] as const satisfies readonly TeamRole[];
export type ServiceRole = (typeof serviceRoles)[number];

const descriptionSchema = z.string().trim().max(500, { error: "must have at most 500 characters" });
const roleSchema = z.enum(serviceRoles, { error: "must be viewer or contributor: a machine signs nothing and keeps nothing" });

export const newServiceAccountSchema = z.object({
  team: slugSchema,
  name: slugSchema,
  description: descriptionSchema.default(""),
  role: roleSchema.default("contributor"),
});

export const describedServiceAccountSchema = z.object({ account: z.uuid(), description: descriptionSchema, role: roleSchema });

export const serviceAccountSchema = z.object({
  id: z.string(),
  name: z.string(),
  team: z.string(),
  /** `name@team.service`: what it is called where people have an e-mail address. */
  email: z.string(),
  description: z.string(),
  role: z.enum(serviceRoles),
  createdBy: personSchema,
  createdAt: z.iso.datetime(),
  /** Its tokens that are good now, and when one of any was last used. */
  liveTokens: z.number().int(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Since when it can do nothing. */
  retiredAt: z.iso.datetime().nullable(),
});
export type ServiceAccount = z.infer<typeof serviceAccountSchema>;
