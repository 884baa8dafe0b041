/** What somebody is told of, for each of which they choose how. */
export const notificationKinds = ["review_requested", "mentioned", "commented", "outcome", "expiring", "recalled", "deployment_failed", "webhook_broken"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How letters go out: not, each at once, or many together once a day. */
export const mailChoices = ["off", "at_once", "digest"] as const;
export type MailChoice = (typeof mailChoices)[number];
