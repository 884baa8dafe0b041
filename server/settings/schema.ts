import { z } from "zod";
import { visibilities } from "../models/schema.ts";

const yesOrNo = z.boolean({ error: "must be true or false" });

/** What administrators decide for the whole registry. */
export const siteSettingsSchema = z.object({
  /** What people see the registry called. */
  name: z
    .string()
    .trim()
    .min(1, { error: "must not be empty" })
    .max(40, { error: "must have at most 40 characters" })
    .regex(/^\P{Cc}*$/u, { error: "must not hold control characters" }),
  /** Of new models. */
  defaultVisibility: z.enum(visibilities),
  /** Whether versions and models may have tags that are not in the vocabulary. */
  freeTags: yesOrNo,
  /** Whether people may sign in with a password that is kept here. */
  passwordSignIn: yesOrNo,
  /** Whether somebody whom the single sign-on provider knows gets an account by signing in. */
  makesAccounts: yesOrNo,
  sessionHours: z.number().int({ error: "must be a whole number of hours" }).min(1, { error: "must be at least 1 hour" }).max(2160, { error: "must be at most 2,160 hours (90 days)" }),
  /** Whether administrators need a second factor to do what administrators do. */
  adminsNeedSecondFactor: yesOrNo,
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** What the sign-in page offers. */
export const signInWaysSchema = z.object({
  /** What the registry is called. */
  name: z.string(),
  passwords: z.boolean(),
  /** What the single sign-on provider is called; null where there is none. */
  provider: z.string().nullable(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;
