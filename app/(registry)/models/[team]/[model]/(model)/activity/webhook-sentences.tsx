import type { ReactNode } from "react";
import type { IconName } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import type { Action, AuditEntry } from "#server/audit/schema.ts";
import { Quote, wordOf, type Told } from "./sentence-parts.tsx";

export type WebhookAction = Extract<Action, `webhook.${string}`>;

/** What was done to a webhook of a model, as a sentence. */
export function tellOfWebhook({ action, actor, target, details }: AuditEntry & { action: WebhookAction }): Told {
  const who = <span className="font-medium">{actor.name}</span>;
  const name = <Link href={`/webhooks/${wordOf(details["webhook"])}`} className="link">{target.slice(target.indexOf(": ") + 2)}</Link>;
  const { icon, words } = sentences[action];
  return { icon, title: words({ who, name, count: Number(details["deliveries"] ?? 0) }), ...(typeof details["reason"] === "string" ? { children: <Quote text={details["reason"]} /> } : {}) };
}

type Words = (parts: { who: ReactNode; name: ReactNode; count: number }) => ReactNode;

const sentences: Record<WebhookAction, { icon: IconName; words: Words }> = {
  "webhook.created": { icon: "webhook", words: ({ who, name }) => <>{who} made the webhook {name}</> },
  "webhook.changed": { icon: "edit", words: ({ who, name }) => <>{who} changed the webhook {name}</> },
  "webhook.secret_rotated": { icon: "key", words: ({ who, name }) => <>{who} rotated the secret of the webhook {name}</> },
  "webhook.paused": { icon: "stop", words: ({ who, name }) => <>{who} paused the webhook {name}</> },
  "webhook.resumed": { icon: "undo", words: ({ who, name }) => <>{who} resumed the webhook {name}</> },
  "webhook.broken": { icon: "alert", words: ({ name }) => <>The webhook {name} is broken: nobody answered for long, and nothing more is sent</> },
  "webhook.removed": { icon: "delete", words: ({ who, name }) => <>{who} removed the webhook {name}</> },
  "webhook.tested": { icon: "upload", words: ({ who, name }) => <>{who} sent a test to the webhook {name}</> },
  "webhook.redelivered": { icon: "undo", words: ({ who, name, count }) => <>{who} had {count === 1 ? "an event" : `${count} events`} sent again to the webhook {name}</> },
};
