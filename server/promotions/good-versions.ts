import type { PromotionKind } from "./schema.ts";

/**
 * The versions that were live and were not rolled back from, the earliest first; the last one is live, unless the stage was
 * emptied. A rollback returns to one of those before it, so that two in a row go back twice, and what was taken out of a
 * stage comes back only when somebody signs for it again.
 * @param applied what promotions and rollbacks have put into the stage, the earliest first
 * @returns their numbers
 */
export function goodVersions(applied: readonly { kind: PromotionKind; number: number }[]): number[] {
  const good: number[] = [];
  for (const { kind, number } of applied) {
    const before = good.lastIndexOf(number);
    // What was taken out was good, and is what an empty stage returns to.
    if (kind === "remove") continue;
    if (kind === "rollback" && before >= 0) good.length = before + 1;
    else good.push(number);
  }
  return good;
}
