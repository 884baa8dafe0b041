/** Two texts word by word. Pure. */
import { compareLines, comparePieces } from "../promotions/[id]/comparison/line-diff.ts";

export interface Part {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Lines that are the same, or a passage that changed, in parts. */
export type Passage = { kind: "same"; lines: string[] } | { kind: "changed"; parts: Part[] };

/** What became of each word. Lines that are the same stay whole; lines that were changed are compared by their words. */
export function compareWords(before: string, after: string): Passage[] {
  const passages: Passage[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const close = () => {
    if (gone.length + come.length > 0) passages.push({ kind: "changed", parts: partsOf(gone.join("\n"), come.join("\n")) });
    [gone, come] = [[], []];
  };
  for (const { kind, text } of compareLines(before, after)) {
    if (kind === "removed") gone.push(text);
    else if (kind === "added") come.push(text);
    else {
      close();
      const last = passages.at(-1);
      if (last?.kind === "same") last.lines.push(text);
      else passages.push({ kind: "same", lines: [text] });
    }
  }
  close();
  return passages;
}

function partsOf(gone: string, come: string): Part[] {
  const parts: Part[] = [];
  for (const { kind, text } of comparePieces(wordsOf(gone), wordsOf(come))) {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  }
  return parts;
}

/** Numbers, words, blanks and signs, each a piece. */
function wordsOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}
