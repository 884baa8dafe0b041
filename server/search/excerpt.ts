/** The part of a text where words that were looked for stand, with these marked. */
import type { z } from "zod";
import type { excerptSchema } from "./schema.ts";

type Excerpt = z.infer<typeof excerptSchema>;

/** What is looked for: a word, or how one begins. */
export interface Sought {
  word: string;
  prefix: boolean;
}

/** Characters before the first match, and in all. */
const before = 60;
const most = 220;

/** @returns null when none of the words stands in the text */
export function excerptOf(text: string, sought: readonly Sought[]): Excerpt | null {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  const found = matchesIn(plain, sought);
  const first = found.next().value;
  if (!first) return null;
  const start = wordStart(plain, first.at - before);
  const end = Math.min(plain.length, start + most);
  const pieces: Excerpt = [];
  let at = start;
  const push = (to: number, match: boolean) => {
    if (to > at) pieces.push({ text: plain.slice(at, to), match });
    at = Math.max(at, to);
  };
  for (let each: Match | undefined = first; each && each.at + each.length <= end; each = found.next().value) {
    push(each.at, false);
    push(each.at + each.length, true);
  }
  push(end, false);
  if (start > 0) pieces.unshift({ text: "… ", match: false });
  if (end < plain.length) pieces.push({ text: " …", match: false });
  return pieces;
}

interface Match {
  at: number;
  length: number;
}

/** One after the other: a card is long, and what comes after the excerpt is not looked at. */
function* matchesIn(text: string, sought: readonly Sought[]): Generator<Match, undefined> {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const lexeme = word.toLowerCase();
    if (sought.some((each) => (each.prefix ? lexeme.startsWith(each.word) : lexeme === each.word))) yield { at: index, length: word.length };
  }
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(" ", at);
  return space < 0 || space > at + before ? at : space + 1;
}
