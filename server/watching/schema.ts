import { z } from "zod";
import { referenceSchema } from "../pointers/schema.ts";

/** So many references are watched by one stream. */
export const mostReferences = 20;

export const watchInputSchema = z.object({
  references: z.array(referenceSchema).min(1).max(mostReferences),
  /** The id of the last event that was received: what has not moved since is not told again. */
  lastEventId: z.string().max(400).nullish(),
});
export type WatchInput = z.infer<typeof watchInputSchema>;

/** That a reference names another version than before; the first of a stream says what it names now. */
export interface PointerMove {
  /** As it was asked for: `team/model@production`. */
  reference: string;
  /** The number of the version that it named before, as far as this stream has told; null: none, or not known. */
  from: number | null;
  /** What it names now; null: nothing. */
  to: { version: number; digest: string } | null;
  /** When it moved there (ISO 8601); null where it never did. */
  movedAt: string | null;
}

/** The models, as `team/model`, about which something has happened; none in the first, which says that from now on nothing is missed. */
export interface Changes {
  models: string[];
}
