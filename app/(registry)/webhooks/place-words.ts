import type { WebhookKind, WebhookPlace, DeliveryState, WebhookState } from "#server/webhooks/schema.ts";

/** The page on which the webhooks of a place are kept. */
export function placeHref(place: WebhookPlace): string {
  if (place.kind === "site") return "/admin/webhooks";
  return place.kind === "team" ? `/teams/${place.team}/webhooks` : `/models/${place.model}/webhooks`;
}

/** Whose webhook it is, in words. */
export function placeName(place: WebhookPlace): string {
  if (place.kind === "site") return "all models";
  return place.kind === "team" ? `the team ${place.team}` : place.model;
}

export const kindWords: Record<WebhookKind, { label: string; meaning: string }> = {
  generic: { label: "Generic", meaning: "A signed POST of JSON, after the Standard Webhooks specification." },
  github: { label: "GitHub", meaning: "Starts the workflows of a repository that wait for repository_dispatch." },
  gitlab: { label: "GitLab", meaning: "Starts a pipeline by a trigger token." },
  slack: { label: "Slack", meaning: "A message in a channel, by an incoming webhook of Slack or of what is compatible with it." },
};

export const stateWords: Record<WebhookState, { label: string; tone: "allow" | "wait" | "refuse" }> = {
  active: { label: "active", tone: "allow" },
  paused: { label: "paused", tone: "wait" },
  broken: { label: "broken", tone: "refuse" },
};

export const deliveryWords: Record<DeliveryState, { label: string; tone: "allow" | "wait" | "refuse" | "neutral" }> = {
  pending: { label: "waiting", tone: "wait" },
  delivered: { label: "delivered", tone: "allow" },
  given_up: { label: "given up", tone: "refuse" },
  dropped: { label: "dropped", tone: "neutral" },
};
