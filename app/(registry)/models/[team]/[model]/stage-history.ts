/** What a stage's moves tell. They come as the registry gives them: of one pointer, the latest first. */
import type { Person } from "#server/identity/schema.ts";
import type { Move } from "#server/pointers/schema.ts";

/** Who signed for a version in this stage: the approvals of the latest promotion that brought it there. A rollback needs none of its own. */
export function signersOf(moves: readonly Move[], version: number): Person[] {
  return moves.find((move) => move.to === version && move.approvedBy.length > 0)?.approvedBy ?? [];
}

/**
 * The version that a rollback would return to: the one that was live before the present one, once promotions that
 * were rolled back are forgotten. Undefined when there is none.
 */
export function returnTarget(moves: readonly Move[]): number | undefined {
  const good: number[] = [];
  for (const { kind, to } of moves.toReversed()) {
    if (to === null) continue;
    const before = good.lastIndexOf(to);
    if (kind === "rollback" && before !== -1) good.length = before + 1;
    else good.push(to);
  }
  return good.at(-2);
}

/** The other versions that the stage has named, the latest first: where a rollback may return to. */
export function formerVersions(moves: readonly Move[]): number[] {
  const present = moves[0]?.to;
  return [...new Set(moves.flatMap(({ to }) => (to === null || to === present ? [] : [to])))];
}

/** Each move with the time at which the same pointer moved on; null while it has not. Of any pointers, the latest first. */
export function tenures(moves: readonly Move[]): (Move & { until: string | null })[] {
  const next = new Map<string, string>();
  return moves.map((move) => {
    const until = next.get(move.pointer) ?? null;
    next.set(move.pointer, move.at);
    return { ...move, until };
  });
}
