import { z } from "zod";

export const siteRoles = ["admin", "member"] as const;
export type SiteRole = (typeof siteRoles)[number];

/**
 * The registry of permissions: one verb on one kind of thing, with what it allows in words.
 * Roles and token scopes are sets of these; every procedure names the one that it demands.
 */
export const permissionMeanings = {
  "account:manage": "Manage one's own account and API tokens",
  "site:manage": "Manage users and teams",
  "team:manage": "Manage the members of a team",
  "model:read": "See models, versions, files and promotions",
  "model:create": "Create a model in a team",
  "version:create": "Register versions",
  "version:delete": "Delete, restore and archive versions",
  "alias:move": "Set and remove aliases",
  "promotion:request": "Request promotions and withdraw one's own",
  "promotion:review": "Approve promotions or request changes",
  "promotion:comment": "Take part in the conversation about a promotion",
  "promotion:moderate": "Dismiss reviews and reject requests, with a reason",
  "promotion:bypass": "Apply a promotion over what its policy demands, with a reason",
  "policy:manage": "Keep the policies of a team and of its models",
  "check:report": "Report checks, with a token that is pinned to them",
  "promotion:rollback": "Roll a stage back to a version that was signed for before",
} as const;

export type Permission = keyof typeof permissionMeanings;
export const permissions = Object.keys(permissionMeanings) as [Permission, ...Permission[]];

/** A person as others see them. */
export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: "must be an e-mail address such as ada@example.com" }));

export const passwordSchema = z
  .string()
  .min(10, { error: "must have at least 10 characters" })
  .max(200, { error: "must have at most 200 characters" });

export const personNameSchema = z
  .string()
  .trim()
  .min(1, { error: "must not be empty" })
  .max(100, { error: "must have at most 100 characters" })
  .regex(/^\P{Cc}*$/u, { error: "must not hold control characters" });

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  siteRole: z.enum(siteRoles),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof userSchema>;

export const newUserSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});

/** Credentials of a sign-in form. Only their presence is checked: a wrong password is not a malformed one. */
export const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });
