import { promotionSubjectOf, waitedFor, type Notice, type PromotionFacts } from "./recipients.ts";

const day = 24 * 60 * 60 * 1000;
/** So long before it expires a promotion is told of, in days. */
export const expiryNoticeDays = 2;

/** Promotions are told of so long before they expire, and those that are open for a shorter time in their last quarter. */
function isExpiringSoon({ submittedAt, expiresAt }: { submittedAt: Date | null; expiresAt: Date | null }, now: Date): boolean {
  if (!submittedAt || !expiresAt || expiresAt <= now) return false;
  return expiresAt.getTime() - now.getTime() <= Math.min(expiryNoticeDays * day, (expiresAt.getTime() - submittedAt.getTime()) / 4);
}

/** So many days before a token ends it is told of, the earliest first. */
export const tokenNoticeDays = [14, 3] as const;

/** Which notice of a token is due: of those whose time has come the last, if the token was made before that time. */
function tokenNotice({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date }, now: Date): number | null {
  if (expiresAt <= now) return null;
  const due = tokenNoticeDays.filter((days) => expiresAt.getTime() - days * day <= now.getTime()).at(-1);
  return due !== undefined && createdAt.getTime() < expiresAt.getTime() - due * day ? due : null;
}

/** What is told of a promotion, if it is about to expire: to who asked for it, and to those for whom it waits. */
export function expiryNotices(promotion: PromotionFacts, now: Date): Notice[] {
  if (!isExpiringSoon(promotion, now)) return [];
  const until = promotion.expiresAt?.toISOString() ?? "";
  const to = new Set([promotion.requester, ...promotion.makers, ...(promotion.state === "open" ? waitedFor(promotion) : [])]);
  return [...to].map((userId) => ({
    userId,
    kind: "expiring",
    key: `expires ${promotion.promotion} ${until}`,
    subject: `promotion:${promotion.promotion}`,
    modelId: promotion.modelId,
    eventId: null,
    facts: { about: "promotion", turn: "expires", by: null, text: "", until, ...promotionSubjectOf(promotion) },
  }));
}

/** A token that ends soon, and who keeps it. */
export interface EndingToken {
  id: string;
  name: string;
  prefix: string;
  createdAt: Date;
  expiresAt: Date;
  /** The service account whose it is; null of a person's own. */
  account: { name: string; team: string } | null;
  keepers: string[];
}

/** What is told of a token, if anything is by now. */
export function tokenNotices(token: EndingToken, now: Date): Notice[] {
  const days = tokenNotice(token, now);
  if (days === null) return [];
  const { id, name, prefix, account } = token;
  const until = token.expiresAt.toISOString();
  return [...new Set(token.keepers)].map((userId) => ({
    userId,
    kind: "expiring",
    key: `token ${id} ${until} ${days}`,
    subject: `token:${id}`,
    modelId: null,
    eventId: null,
    facts: { about: "token", name, prefix, until, days, account },
  }));
}
