import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import type { TeamRole } from "../teams/schema.ts";
import { sessionMethods, siteRoles, sources, userKinds } from "./schema.ts";

export const users = pgTable(
  "users",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull(),
    /** A service account is a machine's; a team owns it (`service_accounts`), and it never signs in. */
    kind: text({ enum: userKinds }).notNull().default("person"),
    siteRole: text("site_role", { enum: siteRoles }).notNull().default("member"),
    siteRoleSource: text("site_role_source", { enum: sources }).notNull().default("hand"),
    /** Null for who has no password: service accounts, and people who sign in elsewhere. */
    passwordHash: text("password_hash"),
    createdAt: createdAt(),
    lastSignInAt: timestampMs("last_sign_in_at"),
    deactivatedAt: timestampMs("deactivated_at"),
    /** The secret of the second factor, sealed with the registry's own; it counts from `totpEnabledAt` on. */
    totpSecret: text("totp_secret"),
    totpEnabledAt: timestampMs("totp_enabled_at"),
    /** The last 30-second step whose code was taken: no code is taken twice. */
    totpLastStep: bigint("totp_last_step", { mode: "number" }),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    index("users_admins").on(table.siteRole).where(sql`site_role <> 'member'`),
    check("users_services_are_members", sql`kind = 'person' or (site_role = 'member' and password_hash is null)`),
  ],
);

/** Sessions are kept under the hash of their cookie, so that a copy of the database signs nobody in. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    /** What the owner calls it by: the hash stays here. */
    id: uuid().notNull().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: timestampMs("expires_at").notNull(),
    /** When the password was last given: dangerous acts want it fresh. */
    confirmedAt: timestampMs("confirmed_at").notNull().defaultNow(),
    method: text({ enum: sessionMethods }).notNull().default("password"),
    address: text().notNull().default(""),
    userAgent: text("user_agent").notNull().default(""),
    lastSeenAt: timestampMs("last_seen_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_user").on(table.userId), uniqueIndex("sessions_id").on(table.id)],
);

/** Codes that stand in for the second factor, each once, kept as SHA-256: they are long and random. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    codeHash: text("code_hash").notNull(),
    usedAt: timestampMs("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** Who somebody is at a single sign-on provider. */
export const externalIdentities = pgTable(
  "external_identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index("external_identities_user").on(table.userId)],
);

/** What an account is opened or mended with: an invitation, or a new password. The secret in the link is kept as SHA-256. */
export const accountLinks = pgTable(
  "account_links",
  {
    id: id(),
    kind: text({ enum: ["invitation", "reset"] }).notNull(),
    secretHash: text("secret_hash").notNull(),
    email: text().notNull(),
    /** Whose password is set anew; null for an invitation. */
    userId: uuid("user_id").references(() => users.id),
    /** What an invitation gives. */
    siteRole: text("site_role", { enum: siteRoles }),
    teams: jsonb().$type<{ team: string; role: TeamRole }[]>(),
    /** Null where somebody asked for their own by mail. */
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: createdAt(),
    expiresAt: timestampMs("expires_at").notNull(),
    usedAt: timestampMs("used_at"),
    revokedAt: timestampMs("revoked_at"),
  },
  (table) => [
    uniqueIndex("account_links_secret_hash").on(table.secretHash),
    index("account_links_email").on(table.email),
    index("account_links_created").on(table.createdAt, table.id),
    check("account_links_say_for_whom", sql`(kind = 'reset') = (user_id is not null)`),
  ],
);

/** Failed sign-ins per account and per address, counted in a window. */
export const signInFailures = pgTable("sign_in_failures", {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: timestampMs("window_ends_at").notNull(),
});
