/** What a stage's moves tell. They come as the registry gives them: of one pointer, the latest first. */
import type { Person } from "#server/identity/schema.ts";
import type { Move } from "#server/pointers/schema.ts";

/** Who signed for a version in this stage: the approvals of the latest promotion that brought it there. A rollback needs none of its own. */
export function signersOf(moves: readonly Move[], version: number): Person[] {
  return moves.find((move) => move.to === version && move.approvedBy.length > 0)?.approvedBy ?? [];
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
