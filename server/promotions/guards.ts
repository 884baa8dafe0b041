import { DomainError } from "../errors.ts";
import { demand, heldModel } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { partiesOf, type Loaded, type PromotionRow } from "./load.ts";
import { isDecided, isOpen } from "./machine.ts";
import { whyNotSign } from "./standing.ts";

const day = 24 * 60 * 60 * 1000;

/** @throws DomainError promotion_closed */
export function refuseDecided(row: PromotionRow): void {
  if (!isDecided(row.state)) return;
  const how = row.state === "superseded" && row.supersededBy ? `superseded by the promotion ${row.supersededBy}` : row.state;
  throw new DomainError("promotion_closed", `This promotion is ${how}, and can't be changed any more.`, { state: row.state, supersededBy: row.supersededBy });
}

/** @throws DomainError promotion_closed; invalid_input, when it is a draft */
export function refuseUnsubmitted(row: PromotionRow, what: string): void {
  refuseDecided(row);
  if (isOpen(row.state)) return;
  if (row.state === "applying") {
    throw new DomainError("promotion_closed", `This promotion waits for its deployment, and can't be ${what} any more. Withdraw it to stop it.`, { state: row.state });
  }
  throw new DomainError("invalid_input", `This promotion is a draft, and can't be ${what} before ${row.requesterName} submits it.`, { state: row.state });
}

/** One whose time is over is as good as closed, whether the registry has closed it yet or not. @throws DomainError promotion_closed */
export function refuseExpired(row: PromotionRow, now: Date): void {
  if (!row.expiresAt || row.expiresAt > now) return;
  throw new DomainError("promotion_closed", `This promotion expired at ${row.expiresAt.toISOString()}. Request it anew.`, { state: "expired" });
}

/** @throws DomainError evidence_changed */
export function refuseStale({ row, isStale }: Loaded, seen: string): void {
  if (seen === row.evidenceDigest && !isStale) return;
  const now = row.baseline === null ? `${row.stage} names no version now` : `${row.stage} names v${row.baseline} now`;
  const because = isStale ? "it is changing just now" : row.roundBecause || now;
  throw new DomainError(
    "evidence_changed",
    `The evidence has changed since you looked: ${because}. This is round ${row.round}. Look again, then decide.`,
    { evidenceDigest: row.evidenceDigest, baseline: row.baseline, round: row.round, because: row.roundBecause },
  );
}

/** @throws DomainError self_approval, forbidden */
export function refuseReviewer(actor: Actor, row: PromotionRow): void {
  const own = whyNotSign(partiesOf(row), actor.userId);
  if (own) throw new DomainError("self_approval", own);
  demand(actor, heldModel(row), "promotion:review");
}

/** @throws DomainError version_archived, not_found */
export function refuseUnfit(loaded: Pick<Loaded, "row">): void {
  const unfit = whyUnfit(loaded);
  if (unfit) throw unfit;
}

/** Why it can go to no stage any more, whatever was signed; null when it can. */
export function whyUnfit({ row }: Pick<Loaded, "row">): DomainError | null {
  if (row.archived && row.kind !== "remove") {
    return new DomainError("version_archived", `${row.team}/${row.name}@${row.version} is archived, and goes to no stage. Take it out of the archive first.`, { version: row.version });
  }
  return row.stageRetired ? new DomainError("not_found", `The stage ${row.stage} was retired meanwhile. Request another one.`, { stage: row.stage }) : null;
}

/** @throws DomainError invalid_input */
export function requireFuture(notBefore: string | null | undefined, now: Date): Date | null {
  if (notBefore === undefined || notBefore === null) return null;
  const instant = new Date(notBefore);
  if (instant.getTime() <= now.getTime()) {
    throw new DomainError("invalid_input", `${notBefore} is in the past: it is ${now.toISOString()} here. Leave the time out to apply it as soon as it is approved.`, { now: now.toISOString() });
  }
  if (instant.getTime() - now.getTime() > 366 * day) {
    throw new DomainError("invalid_input", `${notBefore} is more than a year ahead. Name an earlier time.`, { now: now.toISOString() });
  }
  return instant;
}
