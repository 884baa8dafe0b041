import { z } from "zod";
import { personSchema } from "../identity/schema.ts";
import { modelNameSchema } from "../models/schema.ts";
import { eventPatternSchema } from "../outbox/catalogue.ts";
import { slugSchema } from "../teams/schema.ts";

/** What a webhook tells of: all models, a team's, or one model. */
export const webhookScopes = ["site", "team", "model"] as const;
export type WebhookScope = (typeof webhookScopes)[number];

/** What it speaks: Standard Webhooks, or the language of one that is ready-made. */
export const webhookKinds = ["generic", "github", "gitlab", "slack"] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** `broken`: nothing is sent any more, because nobody answered for long; its owner has been told. */
export const webhookStates = ["active", "paused", "broken"] as const;
export type WebhookState = (typeof webhookStates)[number];

/** `given_up`: its tries are over. `dropped`: the webhook was removed before. */
export const deliveryStates = ["pending", "delivered", "given_up", "dropped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The type of what a test sends: no event of the registry has it. */
export const testEventType = "webhook.test";

/** Whose webhook: all models', a team's, or one model's. */
export const webhookPlaceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("site") }),
  z.object({ kind: z.literal("team"), team: slugSchema }),
  z.object({ kind: z.literal("model"), model: modelNameSchema }),
]);
export type WebhookPlace = z.infer<typeof webhookPlaceSchema>;

const eventFilterSchema = z
  .array(eventPatternSchema)
  .min(1, { error: "must name at least one type of event; * is all" })
  .max(100, { error: "must name at most 100 types" });

const text = (most: number) => z.string().trim().min(1, { error: "must not be empty" }).max(most, { error: `must have at most ${most} characters` });
const nameSchema = text(100).regex(/^\P{Cc}*$/u, { error: "must not hold control characters" });

const addressSchema = z
  .string()
  .trim()
  .max(2000, { error: "must have at most 2,000 characters" })
  .refine(isAddress, { error: "must be an address such as https://ci.example.com/hooks, with neither a name and password nor a # in it" });

function isAddress(given: string): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol, username, password, hash } = new URL(given);
  return /^https?:$/.test(protocol) && username === "" && password === "" && hash === "";
}

/** Goes into a header or a form as it is. */
const tokenSchema = z.string().trim().min(1, { error: "must not be empty" }).max(500, { error: "must have at most 500 characters" }).regex(/^[\x21-\x7e]+$/, { error: "must hold neither spaces nor line breaks" });

const githubShape = {
  kind: z.literal("github"),
  /** Of the API: `https://api.github.com`, or `https://github.example.com/api/v3` of one's own. */
  url: addressSchema.default("https://api.github.com"),
  owner: text(100).regex(/^[\w.-]+$/, { error: "must be the name of a user or an organisation" }),
  repository: text(100).regex(/^[\w.-]+$/, { error: "must be the name of a repository, without its owner" }),
};
const gitlabShape = {
  kind: z.literal("gitlab"),
  /** Of the instance, without `/api/v4`. */
  url: addressSchema.default("https://gitlab.com"),
  /** Its number, or `group/project`. */
  project: text(300).regex(/^[\w./-]+$/, { error: "must be the number of a project, or its path such as group/project" }),
  ref: text(255).regex(/^[^\s~^:?*[\\]+$/, { error: "must be the name of a branch or a tag" }),
};
const slackUrlSchema = addressSchema;

/** Where to, and in which language, with the credential that it takes. */
export const targetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("generic"), url: addressSchema }),
  z.object({ ...githubShape, token: tokenSchema }),
  z.object({ ...gitlabShape, token: tokenSchema }),
  // The address is the credential: who has it may write.
  z.object({ kind: z.literal("slack"), url: slackUrlSchema }),
]);
export type Target = z.infer<typeof targetSchema>;

/** The same, where what is left out of a credential stays as it is. */
const changedTargetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("generic"), url: addressSchema }),
  z.object({ ...githubShape, token: tokenSchema.optional() }),
  z.object({ ...gitlabShape, token: tokenSchema.optional() }),
  z.object({ kind: z.literal("slack"), url: slackUrlSchema.optional() }),
]);
export type ChangedTarget = z.infer<typeof changedTargetSchema>;

export const newWebhookSchema = z.object({
  place: webhookPlaceSchema,
  name: nameSchema,
  target: targetSchema,
  events: eventFilterSchema,
  /** False: whoever stands between reads along, and may pretend to be the receiver. */
  verifyTls: z.boolean().default(true),
});
export type NewWebhook = z.infer<typeof newWebhookSchema>;

export const changedWebhookSchema = z.object({
  id: z.uuid(),
  name: nameSchema.optional(),
  target: changedTargetSchema.optional(),
  events: eventFilterSchema.optional(),
  verifyTls: z.boolean().optional(),
});
export type ChangedWebhook = z.infer<typeof changedWebhookSchema>;

export const webhookSchema = z.object({
  id: z.string(),
  place: webhookPlaceSchema,
  name: z.string(),
  kind: z.enum(webhookKinds),
  /** Of a Slack-compatible one only the beginning: the rest of it is secret. */
  url: z.string(),
  /** What the kind needs besides: `owner` and `repository`, `project` and `ref`. */
  settings: z.record(z.string(), z.string()),
  events: z.array(z.string()),
  verifyTls: z.boolean(),
  state: z.enum(webhookStates),
  /** Since when nothing has arrived; null while the last try succeeded. */
  failingSince: z.iso.datetime().nullable(),
  /** Tries that failed since one succeeded. */
  failures: z.number().int(),
  /** Deliveries that wait. */
  pending: z.number().int(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  /** What it is signed with, without the secrets: the present one first. */
  signing: z.array(z.object({ createdAt: z.iso.datetime(), endsAt: z.iso.datetime().nullable() })),
  createdBy: personSchema,
  createdAt: z.iso.datetime(),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const deliverySchema = z.object({
  id: z.string(),
  webhook: z.string(),
  /** Of the event in the feed; null of a test. */
  event: z.number().int().nullable(),
  type: z.string(),
  /** `team/model`, where it is about one. */
  model: z.string().nullable(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  createdAt: z.iso.datetime(),
  /** When it is tried next; null unless it waits for that. */
  nextAttemptAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Of the last try. */
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  /** The delivery that this sends again. */
  redeliveryOf: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const attemptSchema = z.object({
  number: z.number().int(),
  at: z.iso.datetime(),
  durationMs: z.number().int(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string(),
  responseHeaders: z.record(z.string(), z.string()),
  responseBody: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

const instant = z.iso.datetime({ offset: true, error: "must be an instant such as 2026-05-03T10:00:00Z" });

/** So many deliveries are sent again at once. */
export const mostRedelivered = 1000;

/** Which deliveries of a webhook are sent again: by when their events were noted, or by the events' ids. Both ends belong to it. */
export const redeliverRangeSchema = z
  .object({
    id: z.uuid(),
    since: instant.optional(),
    until: instant.optional(),
    firstEvent: z.number().int().min(1).optional(),
    lastEvent: z.number().int().min(1).optional(),
    /** Only those that never arrived. */
    undeliveredOnly: z.boolean().default(true),
  })
  .refine(({ since, until, firstEvent, lastEvent }) => [since, until, firstEvent, lastEvent].some((end) => end !== undefined), { error: "must say from when or until when, or from or to which event" });
export type RedeliverRange = z.infer<typeof redeliverRangeSchema>;
