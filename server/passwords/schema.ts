import { z } from "zod";
import { emailSchema, passwordSchema } from "../identity/schema.ts";

export const newPasswordSchema = z.object({ secret: z.string().min(1).max(100), password: passwordSchema });
export const changePasswordSchema = z.object({ current: z.string().min(1, { error: "must not be empty" }).max(200), password: passwordSchema });
export const askForLinkSchema = z.object({ email: emailSchema });
