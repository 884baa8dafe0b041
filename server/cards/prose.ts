/** A piece of Markdown: what is read as text, or code, which stands for itself. */
export interface Piece {
  text: string;
  isProse: boolean;
}

/**
 * Tells code from all else in Markdown, by the rules of CommonMark for fenced code, indented code and code between backticks
 * (https://spec.commonmark.org/0.31.2/). The pieces one after the other are the text.
 */
export function proseOf(text: string): Piece[] {
  const blocks: Piece[] = [];
  let fence: { sign: string; length: number } | null = null;
  /** Whether the line before could have been followed by indented code. */
  let mayIndent = true;
  let inList = false;
  for (const line of text.split(/(?<=\n)/)) {
    const bare = line.replace(/^(?: {0,3}>)+ ?/, "");
    if (fence) {
      add(blocks, line, false);
      const close = /^ *(`{3,}|~{3,})\s*$/.exec(bare);
      if (close && close[1]![0] === fence.sign && close[1]!.length >= fence.length) fence = null;
      mayIndent = true;
      continue;
    }
    // A list's items may begin with a fence, and hold one further in.
    const open = /^(?:\s*(?:[-+*]|\d{1,9}[.)])\s+|\s*)(`{3,}(?=[^`]*$)|~{3,})/.exec(bare.trimEnd());
    const isIndented = /^(?: {4}|\t)/.test(bare);
    if (open && (!isIndented || inList)) {
      fence = { sign: open[1]![0]!, length: open[1]!.length };
      add(blocks, line, false);
      continue;
    }
    if (bare.trim() === "") {
      add(blocks, line, blocks.at(-1)?.isProse ?? true);
      mayIndent = true;
      continue;
    }
    if (isIndented && mayIndent && !inList) {
      add(blocks, line, false);
      continue;
    }
    if (!isIndented) inList = /^\s*(?:[-+*]|\d{1,9}[.)])(?:\s|$)/.test(bare) || (inList && /^\s/.test(bare));
    mayIndent = false;
    add(blocks, line, true);
  }
  return blocks.flatMap((block) => (block.isProse ? inlineCode(block.text) : [block]));
}

function add(pieces: Piece[], text: string, isProse: boolean): void {
  const last = pieces.at(-1);
  if (last?.isProse === isProse) last.text += text;
  else pieces.push({ text, isProse });
}

/** Parts prose at code between backticks: as many close it as have opened it, in the same paragraph. */
function inlineCode(text: string): Piece[] {
  if (!text.includes("`")) return [{ text, isProse: true }];
  const pieces: Piece[] = [];
  for (const paragraph of text.split(/(?<=\n[ \t]*\r?\n)/)) {
    const runs = [...paragraph.matchAll(/(\\?)(`+)/g)].map((match) => ({ at: match.index + match[1]!.length, length: match[2]!.length, isEscaped: match[1] !== "" }));
    /** Where the next runs of each length stand, the nearest last. */
    const coming = new Map<number, number[]>();
    for (const [index, { length }] of [...runs.entries()].toReversed()) {
      const known = coming.get(length);
      if (known) known.push(index);
      else coming.set(length, [index]);
    }
    let from = 0;
    for (let index = 0; index < runs.length; index++) {
      const { at, length, isEscaped } = runs[index]!;
      const same = coming.get(length)!;
      while (same.length > 0 && same.at(-1)! <= index) same.pop();
      const closing = isEscaped ? undefined : same.at(-1);
      if (closing === undefined) continue;
      const end = runs[closing]!.at + length;
      add(pieces, paragraph.slice(from, at), true);
      add(pieces, paragraph.slice(at, end), false);
      from = end;
      index = closing;
    }
    add(pieces, paragraph.slice(from), true);
  }
  return pieces.filter((piece) => piece.text !== "");
}
