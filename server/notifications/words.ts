import type { PromotionKind } from "../promotions/schema.ts";

/** A promotion, as a notification of it remembers it. */
export interface PromotionSubject {
  promotion: string;
  /** `team/model` */
  model: string;
  version: number;
  stage: string;
  move: PromotionKind;
}

/** What happened to a promotion, each a sentence of its own. */
export const turns = [
  "submitted", "asked", "mentioned", "commented", "objected", "approved", "applied", "bypassed", "rejected", "withdrawn", "expired", "superseded", "failed",
  "reopened", "new_round", "lapsed", "dismissed", "expires", "deployment_failed",
] as const;
export type Turn = (typeof turns)[number];

/** What a notification's sentence is made of. */
export type Facts =
  | ({ about: "promotion"; turn: Turn; by: string | null; text: string; until?: string } & PromotionSubject)
  | { about: "token"; name: string; prefix: string; until: string; days: number; account: { name: string; team: string } | null }
  | { about: "recall"; by: string | null; recall: string; subject: string; text: string; lifted: boolean; models: string[]; more: number }
  | { about: "webhook"; webhook: string; name: string; paused: boolean; text: string };

/** What is shown of a notification. */
export interface Words {
  title: string;
  /** What was said, or why; may be empty. */
  detail: string;
  /** The page that it is about. */
  path: string;
  /** What is done there, as a link says it. */
  act: string;
  by: string | null;
}

function moveWords({ model, version, stage, move }: PromotionSubject): string {
  if (move === "rollback") return `the rollback of ${stage} of ${model} to v${version}`;
  return move === "remove" ? `the removal of ${model} v${version} from ${stage}` : `the promotion of ${model} v${version} to ${stage}`;
}

/** `2026-05-03 10:00 UTC` */
export function instantWords(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}

const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function turnWords(turn: Turn, move: string, by: string, until: string): string {
  const sentences: Record<Turn, string> = {
    submitted: `${by} requested ${move}: you can sign it`,
    asked: `${by} asks for your review of ${move}`,
    mentioned: `${by} mentions you at ${move}`,
    commented: `${by} commented on ${move}`,
    objected: `${by} requests changes to ${move}`,
    approved: `${upper(move)} is approved`,
    applied: `${upper(move)} is applied`,
    bypassed: `${by} applied ${move} over what stood in its way`,
    rejected: `${by} rejected ${move}`,
    withdrawn: `${by} withdrew ${move}`,
    expired: `${upper(move)} has expired`,
    superseded: `${upper(move)} was superseded by a newer one`,
    failed: `${upper(move)} can't come about any more`,
    reopened: `${upper(move)} is open again: it was approved, and is not any more`,
    new_round: `${upper(move)} begins a new round: earlier signatures do not count in it`,
    lapsed: `Your signature for ${move} does not count any more`,
    dismissed: `${by} dismissed your review of ${move}`,
    expires: `${upper(move)} expires on ${until} unless it is decided`,
    deployment_failed: `The deployment failed after ${move}`,
  };
  return sentences[turn];
}

/** The sentence of a notification, and where it leads: the one wording for pages, letters and terminals. */
export function wordsOf(facts: Facts): Words {
  switch (facts.about) {
    case "promotion": {
      const title = turnWords(facts.turn, moveWords(facts), facts.by ?? "The registry", facts.until ? instantWords(facts.until) : "");
      return { title, detail: facts.text, path: `/promotions/${facts.promotion}`, act: "Open the promotion", by: facts.by };
    }
    case "token": {
      const whose = facts.account ? `The token ${facts.name} (${facts.prefix}…) of the service account ${facts.account.name}` : `Your API token ${facts.name} (${facts.prefix}…)`;
      const path = facts.account ? `/teams/${facts.account.team}` : "/settings/tokens";
      return { title: `${whose} expires on ${instantWords(facts.until)}`, detail: "Rotate it: what uses it then has time to take the new one.", path, act: "See the token", by: null };
    }
    case "recall": {
      const others = facts.models.length - 1 + facts.more;
      const touches = `${facts.models[0] ?? ""}${others > 0 ? ` and ${others === 1 ? "one more model" : `${others} more models`} that you maintain` : ""}`;
      const by = facts.by ?? "The registry";
      const title = facts.lifted ? `${by} lifted the recall of ${facts.subject}` : `${by} recalled ${facts.subject}`;
      return { title, detail: `It touches ${touches}. ${facts.text}`, path: `/recalls/${facts.recall}`, act: "See what it touches", by: facts.by };
    }
    case "webhook":
      return { title: `The webhook ${facts.name} is ${facts.paused ? "paused" : "broken"}: nothing is sent to it any more`, detail: facts.text, path: `/webhooks/${facts.webhook}`, act: "See the webhook", by: null };
  }
}
