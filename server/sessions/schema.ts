import { z } from "zod";
import { sessionMethods } from "../identity/schema.ts";

export const sessionSchema = z.object({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  method: z.enum(sessionMethods),
  /** Where it was last seen. */
  address: z.string(),
  /** The browser and the system, as far as they tell. */
  agent: z.string(),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;
