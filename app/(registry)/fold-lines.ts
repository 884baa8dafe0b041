import type { DiffLine } from "#server/cards/schema.ts";

/** Lines to be read, or so many that are the same and far from any change. */
export type Piece = { kind: "lines"; lines: DiffLine[] } | { kind: "folded"; lines: DiffLine[] };

/** Folds the lines that are the same and further than `context` from any that is not. */
export function foldSame(lines: readonly DiffLine[], context = 3): Piece[] {
  const near = lines.map(({ kind }) => kind !== "same");
  const isNear = (index: number) => near.slice(Math.max(0, index - context), index + context + 1).includes(true);
  const pieces: Piece[] = [];
  for (const [index, line] of lines.entries()) {
    const kind = isNear(index) ? "lines" : "folded";
    const last = pieces.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else pieces.push({ kind, lines: [line] });
  }
  return pieces;
}
