import { boolean, integer, pgTable, text } from "drizzle-orm/pg-core";
import { visibilities } from "../models/schema.ts";

/** One row: what administrators decide for the whole registry. */
export const siteSettings = pgTable("site_settings", {
  one: boolean().primaryKey().default(true),
  /** What people see the registry called. */
  name: text().notNull().default("Countersign"),
  /** Of new models. */
  defaultVisibility: text("default_visibility", { enum: visibilities }).notNull().default("private"),
  /** Whether versions and models may have tags that are not in the vocabulary. */
  freeTags: boolean("free_tags").notNull().default(true),
  /** Whether people may sign in with a password that is kept here. */
  passwordSignIn: boolean("password_sign_in").notNull().default(true),
  /** Whether somebody whom the single sign-on provider knows gets an account by signing in. */
  makesAccounts: boolean("makes_accounts").notNull().default(true),
  sessionHours: integer("session_hours").notNull().default(168),
  /** Whether administrators need a second factor to do what administrators do. */
  adminsNeedSecondFactor: boolean("admins_need_second_factor").notNull().default(false),
});
