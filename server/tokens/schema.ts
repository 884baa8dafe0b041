import { z } from "zod";
import { permissionMeanings, permissions, userKinds, type Permission } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";

/** What a token's scopes may name: a token never keeps accounts or makes tokens, so that it can't widen itself. */
export const scopeSchema = z.enum(permissions).exclude(["account:manage", "user:manage", "service:manage"]);
export type Scope = z.infer<typeof scopeSchema>;

/**
 * What a service account's token may name: what its highest role, the contributor's, holds, and to report the checks that the token is
 * pinned to. It signs and decides nothing.
 */
export const serviceScopeSchema = scopeSchema.exclude([
  "site:manage", "dataset:recall", "audit:read", "team:manage", "model:share", "version:delete", "version:recall", "schema:manage", "webhook:manage", "promotion:review", "promotion:moderate", "promotion:bypass", "policy:manage",
]);

/** Scopes that decide over what others made. No set of scopes holds them: each is chosen by its own name. */
export const decidingScopes = ["promotion:review", "promotion:bypass"] as const satisfies readonly Scope[];

/** Sets of scopes that people choose by name. */
export const scopePresets = {
  read: ["model:read"],
  serve: ["model:read", "runtime:report"],
  deploy: ["model:read", "deployment:report", "runtime:report"],
  check: ["model:read", "check:report"],
  publish: ["model:read", "model:create", "model:tag", "version:create", "card:edit", "alias:move", "promotion:request", "promotion:comment"],
  work: scopeSchema.exclude(decidingScopes).options,
} as const satisfies Record<string, readonly Scope[]>;

/** `*` for every model, or `team/model` in which `*` stands for any characters of a name. */
export const modelPatternSchema = z
  .string()
  .max(129, { error: "must have at most 129 characters" })
  .regex(/^(\*|[a-z0-9*-]+\/[a-z0-9*-]+)$/, {
    error: "must be * for every model, or team/model in which * stands for any characters, such as risk/* or */fraud-*",
  });

const modelPatternsSchema = z
  .array(modelPatternSchema)
  .min(1, { error: "must name at least one pattern; * reaches every model" })
  .max(50, { error: "must name at most 50 patterns" });

const ownerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(userKinds),
  /** The slug of the team that owns the service account; null for a person. */
  team: z.string().nullable(),
});

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, by which people tell tokens apart. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  /** The models that it reaches, as patterns. */
  models: z.array(z.string()),
  /** The checks that it may report, and no others. */
  checks: z.array(z.string()),
  owner: ownerSchema,
  /** Who made it; for a service account's token, a person of its team. */
  madeBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** The prefix of the token that it takes the place of. */
  replaces: z.string().nullable(),
  /** The prefix of the token that takes its place. */
  replacedBy: z.string().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

export const tokenPageSchema = z.object({ items: z.array(tokenSchema), nextCursor: z.string().nullable() });

/** A service account whose tokens are meant; left out, one's own are. */
const account = z.uuid().optional();
const page = { cursor: z.string().max(300).optional(), limit: z.number().int().min(1).max(200).default(50) };

export const tokenListSchema = z.object({ account, ...page });

export const tokenStates = ["live", "ended"] as const;
export const allTokensSchema = z.object({
  /** In the names of tokens and their owners, and in prefixes. */
  search: z.string().max(200).optional(),
  kind: z.enum(userKinds).optional(),
  state: z.enum(tokenStates).optional(),
  ...page,
});

export const newTokenSchema = z
  .object({
    account,
    name: z.string().trim().min(1, { error: "must not be empty" }).max(100, { error: "must have at most 100 characters" }),
    scopes: z.array(scopeSchema).min(1, { error: "must name at least one permission" }).max(permissions.length, { error: "must name each permission once" }),
    models: modelPatternsSchema.default(["*"]),
    /** Pins the token to checks by name: it may report those. */
    checks: z.array(slugSchema).max(50, { error: "must name at most 50 checks" }).default([]),
    expiresInDays: z
      .number()
      .int({ error: "must be a whole number of days" })
      .min(1, { error: "must be at least 1 day" })
      .max(366, { error: "must be at most 366 days" }),
  })
  .refine(({ scopes, models }) => models.includes("*") || !scopes.some(isSiteWide), {
    path: ["models"],
    error: ({ input }) => `must be * beside the scopes ${scopesOf(input).filter(isSiteWide).join(", ")}, which are about the whole registry and not about some models`,
  });

function scopesOf(input: unknown): Permission[] {
  return (input as { scopes: Permission[] }).scopes;
}

/** Whether a scope is about the registry as a whole. */
export function isSiteWide(scope: Permission): boolean {
  return permissionMeanings[scope].on === "site";
}

/** How long the old secret goes on beside the one that takes its place, in hours. */
export const rotationSchema = z.object({
  id: z.uuid(),
  overlapHours: z
    .number()
    .int({ error: "must be a whole number of hours" })
    .min(0, { error: "must be at least 0 hours" })
    .max(168, { error: "must be at most 168 hours" })
    .default(24),
});

export const newSecretSchema = z.object({ id: z.string(), secret: z.string(), prefix: z.string(), expiresAt: z.iso.datetime() });

export const previewInputSchema = z.object({ account, models: modelPatternsSchema });
export const previewSchema = z.object({
  /** How many models that the owner sees now match. */
  models: z.number().int(),
  /** The scopes that the owner holds anywhere at this instant. */
  holds: z.array(scopeSchema),
});
