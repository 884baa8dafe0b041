import { z } from "zod";
import { rotationSchema } from "../tokens/schema.ts";
import { reading, router, writing } from "../trpc.ts";
import { changeWebhook, createWebhook, pauseWebhook, removeWebhook, resumeWebhook, rotateSecret, testWebhook } from "./commands.ts";
import { getDelivery, getWebhook, listDeliveries, listWebhooks } from "./queries.ts";
import { redeliver, redeliverRange } from "./redelivery.ts";
import { attemptSchema, changedWebhookSchema, deliverySchema, deliveryStates, newWebhookSchema, redeliverRangeSchema, webhookPlaceSchema, webhookSchema } from "./schema.ts";

const permission = "webhook:manage";
const one = z.object({ id: z.uuid() });
const named = z.object({ id: z.string() });
const page = { cursor: z.string().max(300).optional(), limit: z.number().int().min(1).max(200).default(50) };

/** Of the whole registry, all of these need `site:manage`. */
export const webhooksRouter = router({
  list: reading
    .meta({ permission })
    .input(z.object({ place: webhookPlaceSchema, ...page }))
    .output(z.object({ items: z.array(webhookSchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listWebhooks(ctx.db, ctx.actor, input)),

  get: reading
    .meta({ permission })
    .input(one)
    .output(webhookSchema)
    .query(({ ctx, input }) => getWebhook(ctx.db, ctx.actor, input.id)),

  /** The secret is given this once. */
  create: writing
    .meta({ permission })
    .input(newWebhookSchema)
    .output(named.extend({ secret: z.string().nullable() }))
    .mutation(({ ctx, input }) => createWebhook(ctx.tx, ctx.actor, ctx.secret, input)),

  change: writing
    .meta({ permission })
    .input(changedWebhookSchema)
    .output(named)
    .mutation(({ ctx, input }) => changeWebhook(ctx.tx, ctx.actor, ctx.secret, input)),

  /** The new secret is given this once; until `oldEndsAt` both sign. */
  rotate: writing
    .meta({ permission })
    .input(rotationSchema)
    .output(named.extend({ secret: z.string(), oldEndsAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => rotateSecret(ctx.tx, ctx.actor, ctx.secret, input)),

  pause: writing
    .meta({ permission })
    .input(one)
    .output(named)
    .mutation(({ ctx, input }) => pauseWebhook(ctx.tx, ctx.actor, input)),

  resume: writing
    .meta({ permission })
    .input(one)
    .output(named)
    .mutation(({ ctx, input }) => resumeWebhook(ctx.tx, ctx.actor, input)),

  remove: writing
    .meta({ permission })
    .input(one)
    .output(named)
    .mutation(({ ctx, input }) => removeWebhook(ctx.tx, ctx.actor, input)),

  /** Sends a test at once; what came of it stands in its delivery. */
  test: writing
    .meta({ permission })
    .input(one)
    .output(z.object({ delivery: z.string() }))
    .mutation(({ ctx, input }) => testWebhook(ctx.tx, ctx.actor, input)),

  deliveries: reading
    .meta({ permission })
    .input(one.extend({ states: z.array(z.enum(deliveryStates)).max(4).optional(), type: z.string().max(100).optional(), ...page }))
    .output(z.object({ items: z.array(deliverySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listDeliveries(ctx.db, ctx.actor, input)),

  delivery: reading
    .meta({ permission })
    .input(one)
    .output(z.object({ delivery: deliverySchema, tries: z.array(attemptSchema) }))
    .query(({ ctx, input }) => getDelivery(ctx.db, ctx.actor, input.id)),

  redeliver: writing
    .meta({ permission })
    .input(z.object({ delivery: z.uuid() }))
    .output(z.object({ delivery: z.string() }))
    .mutation(({ ctx, input }) => redeliver(ctx.tx, ctx.actor, input)),

  redeliverRange: writing
    .meta({ permission })
    .input(redeliverRangeSchema)
    .output(z.object({ deliveries: z.number().int() }))
    .mutation(({ ctx, input }) => redeliverRange(ctx.tx, ctx.actor, input)),
});
