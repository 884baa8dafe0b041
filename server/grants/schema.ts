import { z } from "zod";
import { emailSchema, permissions, personSchema, type Permission } from "../identity/schema.ts";
import { modelNameSchema, visibilities } from "../models/schema.ts";
import { slugSchema, teamRoles } from "../teams/schema.ts";

/** Who is given a role: a person or a service account by e-mail address, or every member of a team. */
export const subjectSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("user"), email: emailSchema }),
  z.strictObject({ kind: z.literal("team"), team: slugSchema }),
]);
export type Subject = z.infer<typeof subjectSchema>;

export const newGrantSchema = z.object({
  model: modelNameSchema,
  to: subjectSchema,
  role: z.enum(teamRoles),
  /** From then on it gives nothing; null for one without an end. */
  expiresAt: z.iso.datetime({ offset: true, error: "must be an instant with its zone, such as 2026-12-31T23:59:59Z" }).nullable().default(null),
});

export const grantSchema = z.object({
  id: z.string(),
  to: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("user"), id: z.string(), name: z.string(), email: z.string(), machine: z.boolean() }),
    z.object({ kind: z.literal("team"), team: z.string(), name: z.string(), members: z.number().int() }),
  ]),
  role: z.enum(teamRoles),
  expiresAt: z.iso.datetime().nullable(),
  /** Whether its end has come. */
  ended: z.boolean(),
  by: personSchema,
  at: z.iso.datetime(),
});
export type Grant = z.infer<typeof grantSchema>;

export const visibilityChangeSchema = z.object({ model: modelNameSchema, visibility: z.enum(visibilities) });

/** Why somebody may do something on a model, or may not. */
export const accessSchema = z.object({
  model: z.string(),
  visibility: z.enum(visibilities),
  permissions: z.array(
    z.object({
      permission: z.enum(permissions),
      meaning: z.string(),
      held: z.boolean(),
      /** By what, in words: `maintainer of risk`, `reviewer here until 2026-12-31`. Empty when nothing gives it. */
      through: z.array(z.string()),
      /** Why it can't be used all the same: the token's scopes or reach. Null when nothing is in the way. */
      withheld: z.string().nullable(),
      /** The roles that would give it; empty when only an administrator has it. */
      roles: z.array(z.enum(teamRoles)),
    }),
  ),
  /** Who can give those roles: maintainers of the team, or (where there is none) administrators. At most 20. */
  askers: z.array(personSchema.extend({ email: z.string() })),
});
export type Access = z.infer<typeof accessSchema>;
export type AccessToPermission = Access["permissions"][number] & { permission: Permission };
