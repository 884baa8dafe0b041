import { z } from "zod";
import { modelNameSchema, pageSchema } from "../models/schema.ts";

/** What somebody is told of, for each of which they choose how. */
export const notificationKinds = ["review_requested", "mentioned", "commented", "outcome", "expiring", "recalled", "deployment_failed", "webhook_broken"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How letters go out: not, each at once, or many together once a day. */
export const mailChoices = ["off", "at_once", "digest"] as const;
export type MailChoice = (typeof mailChoices)[number];

/** Each kind, in words. */
export const kindMeanings: Record<NotificationKind, { title: string; meaning: string }> = {
  review_requested: { title: "Reviews", meaning: "A promotion waits for your signature" },
  mentioned: { title: "Mentions", meaning: "Somebody mentions you" },
  commented: { title: "Conversations", meaning: "Something is said where you have taken part" },
  outcome: { title: "Outcomes", meaning: "What became of what you requested, made or signed" },
  expiring: { title: "Ending soon", meaning: "A promotion or an API token of yours is about to expire" },
  recalled: { title: "Recalls", meaning: "A recall touches a model that you maintain" },
  deployment_failed: { title: "Failed deployments", meaning: "What was promoted did not arrive" },
  webhook_broken: { title: "Broken webhooks", meaning: "A webhook that you keep reaches nobody any more" },
};

export interface Choice {
  inApp: boolean;
  mail: MailChoice;
}

/** What the registry proposes to those who have chosen nothing. */
export const proposedChoices: Record<NotificationKind, Choice> = {
  review_requested: { inApp: true, mail: "at_once" },
  mentioned: { inApp: true, mail: "at_once" },
  commented: { inApp: true, mail: "digest" },
  outcome: { inApp: true, mail: "at_once" },
  expiring: { inApp: true, mail: "at_once" },
  recalled: { inApp: true, mail: "at_once" },
  deployment_failed: { inApp: true, mail: "at_once" },
  webhook_broken: { inApp: true, mail: "at_once" },
};

export const notificationSchema = z.object({
  id: z.string(),
  kind: z.enum(notificationKinds),
  /** One sentence. */
  title: z.string(),
  /** What was said, or why; may be empty. */
  detail: z.string(),
  /** The page that it is about, from the registry's own address: `/promotions/0198…`. */
  path: z.string(),
  /** `team/model`; null of what is about no single model. */
  model: z.string().nullable(),
  /** Who did it; null of what the registry does by itself. */
  by: z.string().nullable(),
  /** The promotion that it is about, by which it can be muted. */
  promotion: z.string().nullable(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const notificationListSchema = pageSchema.extend({
  /** Only those that are not read. */
  unread: z.boolean().default(false),
});

/** Unread ones, counted up to 100. */
export const countSchema = z.object({ unread: z.number().int() });

/** One of them, or all up to one: those that came later stay unread. */
export const markReadSchema = z.union([z.strictObject({ id: z.uuid() }), z.strictObject({ upTo: z.uuid() })], { error: "must be { id }, or { upTo } with the newest that was seen" });

/** What can be muted. */
export const mutedSchema = z.union([z.strictObject({ promotion: z.uuid() }), z.strictObject({ model: modelNameSchema })], { error: "must be { promotion } with its id, or { model } as team/model" });
export type Muted = z.infer<typeof mutedSchema>;

export const muteStateSchema = z.object({
  muted: z.boolean(),
  /** Of a promotion: whether its model is. */
  byModel: z.boolean(),
});

export const choiceSchema = z.object({ kind: z.enum(notificationKinds), inApp: z.boolean(), mail: z.enum(mailChoices) });

export const choicesSchema = z.object({
  choices: z.array(choiceSchema),
  /** Whether this registry sends letters at all. */
  mails: z.boolean(),
});

export const chooseSchema = z.object({ choices: z.array(choiceSchema).min(1, { error: "must name at least one kind" }).max(notificationKinds.length) });
