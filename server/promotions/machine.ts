import type { PromotionState } from "./schema.ts";

/** What can happen to a promotion. Which of it may, by whom and when, is not decided here but by guards. */
export const promotionEvents = [
  /** The requester submits a draft. */
  "submit",
  /** Nothing but time, or the word of somebody who applies it, is left in the way. */
  "satisfy",
  /** Something stands in the way again: new evidence, an objection, an approval that counts no more. */
  "unsettle",
  /** It goes into effect: its stage is moved at once, or its deployment is waited for. */
  "apply",
  "moved",
  "reject",
  "withdraw",
  "expire",
  "supersede",
  /** It can't come about any more: its stage was retired, or its deployment failed. */
  "fail",
] as const;
export type PromotionEvent = (typeof promotionEvents)[number];

const exits = { reject: "rejected", withdraw: "withdrawn", expire: "expired", supersede: "superseded", fail: "failed" } as const;

const transitions: Record<PromotionState, Partial<Record<PromotionEvent, PromotionState>>> = {
  draft: { submit: "open", withdraw: "withdrawn", supersede: "superseded", fail: "failed" },
  // A bypass applies what is open.
  open: { satisfy: "approved", unsettle: "open", apply: "applying", ...exits },
  approved: { satisfy: "approved", unsettle: "open", apply: "applying", ...exits },
  // Between two transactions only where its deployment is waited for; else the stage moves at once, or none of it has happened.
  applying: { moved: "applied", fail: "failed", withdraw: "withdrawn", supersede: "superseded" },
  applied: {},
  rejected: {},
  withdrawn: {},
  expired: {},
  superseded: {},
  failed: {},
};

/** The state after an event; null when it can't happen in that state. */
export function transition(state: PromotionState, event: PromotionEvent): PromotionState | null {
  return transitions[state][event] ?? null;
}

/** Whether nothing can come of it any more. */
export function isDecided(state: PromotionState): boolean {
  return Object.keys(transitions[state]).length === 0;
}

/** Whether it can be reviewed, and applied once nothing is in the way. */
export function isOpen(state: PromotionState): boolean {
  return state === "open" || state === "approved";
}
