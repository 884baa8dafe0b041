import { z } from "zod";
import { permissions } from "../identity/schema.ts";
import { slugSchema } from "../teams/schema.ts";

/** What a token's scopes may name: a token never manages accounts, so that it can't widen itself. */
export const scopeSchema = z.enum(permissions).exclude(["account:manage"]);
export type Scope = z.infer<typeof scopeSchema>;

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, by which people tell tokens apart. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  /** The checks that it may report, and no others. */
  checks: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

export const newTokenSchema = z.object({
  name: z.string().trim().min(1, { error: "must not be empty" }).max(100, { error: "must have at most 100 characters" }),
  scopes: z.array(scopeSchema).min(1, { error: "must name at least one permission" }).max(permissions.length, { error: "must name each permission once" }),
  /** Pins the token to checks by name: it may report those. */
  checks: z.array(slugSchema).max(50, { error: "must name at most 50 checks" }).default([]),
  expiresInDays: z
    .number()
    .int({ error: "must be a whole number of days" })
    .min(1, { error: "must be at least 1 day" })
    .max(366, { error: "must be at most 366 days" }),
});

/** Sets of scopes that people choose by name. */
export const scopePresets = {
  read: ["model:read"],
  publish: ["model:read", "model:create", "version:create", "alias:move", "promotion:request", "promotion:comment"],
  everything: scopeSchema.options,
} as const satisfies Record<string, readonly Scope[]>;
