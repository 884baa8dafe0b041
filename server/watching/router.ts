import type { TrackedEnvelope } from "@trpc/server";
import { z } from "zod";
import { reading, router } from "../trpc.ts";
import { watchInputSchema, type Changes, type PointerMove } from "./schema.ts";

const isStream = (value: unknown) => typeof value === "object" && value !== null && Symbol.asyncIterator in value;

export const watchingRouter = router({
  /**
   * What stages, aliases or newest versions name: now, and whenever that is another version. With the id of the last event,
   * what has moved meanwhile is told first; of several moves while nobody listened, the last.
   */
  pointers: reading
    .meta({ permission: "model:read" })
    .input(watchInputSchema)
    .output(z.custom<AsyncIterable<TrackedEnvelope<PointerMove>>>(isStream))
    .subscription(({ ctx, input, signal }) => ctx.watchers.pointers(ctx.actor, input, signal)),

  /** Which models something happens about, of those that the caller may see: that what was read of them may be old. */
  changes: reading
    .meta({ permission: "model:read" })
    .output(z.custom<AsyncIterable<Changes>>(isStream))
    .subscription(({ ctx, signal }) => ctx.watchers.changes(ctx.actor, signal)),
});
