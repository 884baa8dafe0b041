import { z } from "zod";

export const siteRoles = ["admin", "auditor", "member"] as const;
export type SiteRole = (typeof siteRoles)[number];

export const siteRoleMeanings: Record<SiteRole, string> = {
  admin: "Keeps users, teams and settings, and may do everything",
  auditor: "Sees every model and the whole record, and changes nothing",
  member: "May do what their teams and grants allow",
};

/** How somebody signed in: with the password that is kept here, or at a single sign-on provider. */
export const sessionMethods = ["password", "oidc"] as const;
export type SessionMethod = (typeof sessionMethods)[number];

export const userKinds = ["person", "service"] as const;
export type UserKind = (typeof userKinds)[number];

/** Whether a role was given by hand, or follows from a group at the single sign-on provider. */
export const sources = ["hand", "group"] as const;

/** What a permission is held on: the whole site, a team with all that it owns, or also a single model. */
export type PermissionScope = "site" | "team" | "model";

/**
 * The registry of permissions: one verb on one kind of thing, with what it allows in words.
 * Roles and token scopes are sets of these; every procedure names the one that it demands.
 */
export const permissionMeanings = {
  "account:manage": { on: "site", meaning: "Manage one's own account and API tokens" },
  "site:manage": { on: "site", meaning: "Manage teams, stages, checks, storage and settings" },
  "dataset:recall": { on: "site", meaning: "Recall datasets, and lift their recalls" },
  "user:manage": { on: "site", meaning: "Manage accounts, invitations, sessions and single sign-on" },
  "audit:read": { on: "site", meaning: "Read and export the whole record" },
  "team:manage": { on: "team", meaning: "Manage the members of a team" },
  "service:manage": { on: "team", meaning: "Manage the service accounts of a team and their tokens" },
  "view:share": { on: "team", meaning: "Share saved views with a team" },
  "webhook:manage": { on: "model", meaning: "Keep the webhooks of a team and of its models" },
  "model:read": { on: "model", meaning: "See models, versions, files and promotions" },
  "model:create": { on: "team", meaning: "Create a model in a team" },
  "model:describe": { on: "model", meaning: "Describe a model" },
  "model:tag": { on: "model", meaning: "Tag models and versions" },
  "model:share": { on: "model", meaning: "Decide who sees a model, and give roles on it" },
  "version:create": { on: "model", meaning: "Register versions" },
  "card:edit": { on: "model", meaning: "Write and revise the cards of versions" },
  "version:recall": { on: "model", meaning: "Recall versions, and lift their recalls" },
  "version:delete": { on: "model", meaning: "Delete, restore and archive versions" },
  "alias:move": { on: "model", meaning: "Set and remove aliases" },
  "promotion:request": { on: "model", meaning: "Request promotions and withdraw one's own" },
  "promotion:review": { on: "model", meaning: "Approve promotions or request changes" },
  "promotion:comment": { on: "model", meaning: "Take part in the conversation about a promotion" },
  "promotion:moderate": { on: "model", meaning: "Dismiss reviews and reject requests, with a reason" },
  "promotion:bypass": { on: "model", meaning: "Apply a promotion over what its policy demands, with a reason" },
  "schema:manage": { on: "model", meaning: "Declare what metadata the versions of a team or a model need" },
  "policy:manage": { on: "model", meaning: "Keep the policies of a team and of its models" },
  "check:report": { on: "model", meaning: "Report checks, with a token that is pinned to them" },
  "deployment:report": { on: "model", meaning: "Report how deployments go" },
  "runtime:report": { on: "model", meaning: "Say what a running service has loaded" },
  "promotion:rollback": { on: "model", meaning: "Roll a stage back to a version that was signed for before" },
} as const satisfies Record<string, { on: PermissionScope; meaning: string }>;

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
  /** Since when nobody can sign in with it; null for one in use. */
  deactivatedAt: z.iso.datetime().nullable(),
});
export type User = z.infer<typeof userSchema>;

/** Who asks, and what their credential allows. */
export const whoamiSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  siteRole: z.enum(siteRoles),
  /** A role on the site that does not count until the caller has a second factor. */
  withheldRole: z.enum(siteRoles).nullable(),
  kind: z.enum(userKinds),
  /** The slug of the team that owns the service account; null for a person. */
  team: z.string().nullable(),
  /** The scopes of the token; null for a session. */
  scopes: z.array(z.string()).nullable(),
  token: z
    .object({
      name: z.string(),
      prefix: z.string(),
      /** The models that it reaches, as patterns. */
      models: z.array(z.string()),
      /** The checks that it may report. */
      checks: z.array(z.string()),
      expiresAt: z.iso.datetime().nullable(),
      /** The prefix of the token that takes its place, once it was rotated. */
      replacedBy: z.string().nullable(),
    })
    .nullable(),
});

export const newUserSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});

/** Credentials of a sign-in form. Only their presence is checked: a wrong password is not a malformed one. */
export const credentialsSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(200),
  /** Of the second factor. */
  code: z.string().max(40).optional(),
});
