/** The part of a text where words that were looked for stand, with these marked. */
import type { z } from "zod";
import type { excerptSchema } from "./schema.ts";
import { lexemesOf } from "./text.ts";

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
  const [first] = found;
  if (!first) return null;
  const start = wordStart(plain, first.at - before);
  const end = Math.min(plain.length, start + most);
  const pieces: Excerpt = [];
  let at = start;
  const push = (to: number, match: boolean) => {
    if (to > at) pieces.push({ text: plain.slice(at, to), match });
    at = Math.max(at, to);
  };
  for (const each of found) {
    if (each.at < at || each.at + each.length > end) continue;
    push(each.at, false);
    push(each.at + each.length, true);
  }
  push(end, false);
  if (start > 0) pieces.unshift({ text: "… ", match: false });
  if (end < plain.length) pieces.push({ text: " …", match: false });
  return pieces;
}

function matchesIn(text: string, sought: readonly Sought[]): { at: number; length: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((word) => {
    const [lexeme = ""] = lexemesOf(word[0]);
    return sought.some((each) => (each.prefix ? lexeme.startsWith(each.word) : lexeme === each.word)) ? [{ at: word.index, length: word[0].length }] : [];
  });
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(" ", at);
  return space < 0 || space > at + before ? at : space + 1;
}
