import type { DiffLine } from "./schema.ts";

/** Beyond so many pairs of lines the middle is told as a whole: a card that long was written anew. */
const mostPairs = 4_000_000;

/** What became of each line, by the longest common subsequence, and of the words where one line stands for another. */
export function compareLines(before: string, after: string): DiffLine[] {
  return withWords(linesOf(before, after));
}

function linesOf(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const same = (text: string): DiffLine => ({ kind: "same", text });
  return [
    ...now.slice(0, head).map(same),
    ...compareMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...now.slice(now.length - tail).map(same),
  ];
}

function compareMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const whole = (): DiffLine[] => [...old.map((text): DiffLine => ({ kind: "removed", text })), ...now.map((text): DiffLine => ({ kind: "added", text }))];
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
  const lines: DiffLine[] = [];
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

/** Longer lines are told as a whole. */
const mostWords = 600;

/** Marks the words that differ between lines that went and those that came in their place, one by one. */
function withWords(lines: DiffLine[]): DiffLine[] {
  for (let from = 0; from < lines.length; from++) {
    if (lines[from]!.kind === "same") continue;
    let to = from;
    while (to < lines.length && lines[to]!.kind !== "same") to += 1;
    const part = lines.slice(from, to);
    const [gone, come] = [part.filter(({ kind }) => kind === "removed"), part.filter(({ kind }) => kind === "added")];
    if (gone.length === come.length) for (const [index, line] of gone.entries()) compareWords(line, come[index]!);
    from = to;
  }
  return lines;
}

function compareWords(gone: DiffLine, come: DiffLine): void {
  const [old, now] = [gone, come].map(({ text }) => text.split(/(?<=\s)(?=\S)|(?<=\w)(?=\W)|(?<=\W)(?=\w)/)) as [string[], string[]];
  if (old.length > mostWords || now.length > mostWords) return;
  const words = linesOf(old.join("\n"), now.join("\n"));
  const same = words.filter(({ kind, text }) => kind === "same" && /\w/.test(text)).length;
  // Two sentences that share a word or two are no change of one another.
  if (same * 3 < Math.min(old.length, now.length) / 2) return;
  const piecesOf = (without: "added" | "removed") => words.filter(({ kind }) => kind !== without).map(({ kind, text }) => ({ text, changed: kind !== "same" }));
  gone.words = piecesOf("added");
  come.words = piecesOf("removed");
}
