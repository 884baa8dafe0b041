/** One line of two texts laid side by side. */
export interface Line {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Lines to be read, or so many that are the same and far from any change. */
export type Piece = { kind: "lines"; lines: Line[] } | { kind: "folded"; lines: Line[] };

/** Beyond so many pairs of lines the middle is told as a whole: a card that long was written anew. */
const mostPairs = 4_000_000;

/** What became of each line, by the longest common subsequence. */
export function compareLines(before: string, after: string): Line[] {
  return comparePieces(before.split("\n"), after.split("\n"));
}

/** The same of any pieces of two texts. */
export function comparePieces(old: readonly string[], now: readonly string[]): Line[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const same = (text: string): Line => ({ kind: "same", text });
  return [
    ...now.slice(0, head).map(same),
    ...compareMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...now.slice(now.length - tail).map(same),
  ];
}

function compareMiddle(old: readonly string[], now: readonly string[]): Line[] {
  const whole = (): Line[] => [...old.map((text): Line => ({ kind: "removed", text })), ...now.map((text): Line => ({ kind: "added", text }))];
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostPairs) return whole();
  const width = now.length + 1;
  /** Of the lines from here on, how many the two have in common. */
  const common = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      common[row * width + column] = old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const [gone, come] = [old[row], now[column]];
    if (gone !== undefined && gone === come) {
      lines.push({ kind: "same", text: gone });
      row += 1;
      column += 1;
    } else if (gone !== undefined && (come === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: "removed", text: gone });
      row += 1;
    } else {
      lines.push({ kind: "added", text: come ?? "" });
      column += 1;
    }
  }
  return lines;
}

/** Folds the lines that are the same and further than `context` from any that is not. */
export function foldSame(lines: readonly Line[], context = 3): Piece[] {
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
