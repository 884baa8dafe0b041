import { z } from "zod";

/** Six digits of an authenticator, or a recovery code. */
export const codeSchema = z
  .string()
  .trim()
  .min(6, { error: "must be the six digits that your authenticator shows" })
  .max(40, { error: "must be the six digits that your authenticator shows, or a recovery code" });

export const secondFactorSchema = z.object({
  /** Since when signing in asks for it; null while it does not. */
  enabledAt: z.iso.datetime().nullable(),
  /** Recovery codes that were not used. */
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

export const enrolmentSchema = z.object({
  /** In base32, for those who type it. */
  secret: z.string(),
  /** The `otpauth:` address. */
  uri: z.string(),
  /** The same as a QR code: how many squares wide it is, and the dark ones as the path of an SVG. */
  qr: z.object({ size: z.number().int(), path: z.string() }),
});
