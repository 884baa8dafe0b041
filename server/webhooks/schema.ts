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
