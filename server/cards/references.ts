import { blockOf, inlineOf, noSuchName, referenceNames, type Answer, type CardReference, type CardSubject } from "./answers.ts";
import { escapeMarkdown } from "./escape.ts";
import { proseOf } from "./prose.ts";
import type { CardFault } from "./schema.ts";

/** The longest reference, between its braces. */
const mostCharacters = 300;
const tooLong = { fault: `a reference has at most ${mostCharacters} characters` };
const mostReferences = 500;
/** Of all values together, in characters. */
const mostFilled = 512 * 1024;
const mostFaults = 50;
const pattern = /(?<!\\)\{\{((?:"[^"\n]*"|[^"{}\n])*)\}\}/g;

/**
 * Fills in the references of a card: what stands between two braces, `{{metric auc dataset=holdout}}`. What a reference is
 * about follows its name; a value with spaces stands in double quotes. Code is left alone, as is `\{{`. A value is put in as
 * text, whatever it holds: every character that Markdown gives a meaning is escaped. One that stands for several things, such
 * as `{{metrics}}`, becomes a table or a list where it has a line to itself. See docs/cards.md for all of them.
 * @param text Markdown without front matter
 * @param linesBefore how many lines of the card come before it
 * @returns the text, in which a reference that names nothing is marked and says what there is, and a fault for each of those
 */
export function fillIn(text: string, subject: CardSubject, linesBefore = 0): { markdown: string; faults: CardFault[] } {
  return fillWith(text, linesBefore, (inside, at, length) => answerTo(inside, subject, aloneIn(text, at, length)));
}

/** What is wrong with references whatever version they are filled in for: how they are written, and names that there are none of. */
export function referenceFaults(text: string, linesBefore = 0): CardFault[] {
  const { faults } = fillWith(text, linesBefore, (inside) => {
    const reference = inside.length > mostCharacters ? tooLong : readReference(inside);
    if ("fault" in reference) return reference;
    return referenceNames.includes(reference.name) ? { value: "" } : noSuchName(reference.name);
  });
  return faults;
}

/** @param answer what takes the place of a reference, by what stands between its braces, where it begins and how long it is */
function fillWith(text: string, linesBefore: number, answer: (inside: string, at: number, length: number) => Answer): { markdown: string; faults: CardFault[] } {
  const faults: CardFault[] = [];
  if (!text.includes("{{")) return { markdown: text, faults };
  let markdown = "";
  let [offset, line, references, characters] = [0, linesBefore + 1, 0, 0];
  for (const { text: piece, isProse } of proseOf(text)) {
    markdown += isProse ? piece.replace(pattern, (written: string, inside: string, at: number) => fill(piece, written, inside, at)) : piece;
    offset += piece.length;
    line += piece.split("\n").length - 1;
  }
  return { markdown, faults };

  function fill(prose: string, written: string, inside: string, at: number): string {
    const isTooMuch = ++references > mostReferences || characters > mostFilled;
    const found = isTooMuch ? { fault: `a card has at most ${mostReferences} references, and they stand for at most 512 KiB` } : answer(inside, offset + at, written.length);
    if ("value" in found) {
      characters += found.value.length;
      return found.value;
    }
    // Beyond so many, one fault tells of all.
    if (faults.length < mostFaults) faults.push({ line: line + prose.slice(0, at).split("\n").length - 1, message: `${written.slice(0, 100)}: ${found.fault}.` });
    return isTooMuch ? written : `**${escapeMarkdown(written.slice(0, 100))}** *(${escapeMarkdown(found.fault)})*`;
  }
}

/** @param indent what stands before it, where it has a line to itself; else null */
function answerTo(inside: string, subject: CardSubject, indent: string | null): Answer {
  if (inside.length > mostCharacters) return tooLong;
  const reference = readReference(inside);
  if ("fault" in reference) return reference;
  const block = indent === null ? null : blockOf(reference, subject);
  return block === null ? inlineOf(reference, subject) : { value: ["", ...block.split("\n"), ""].join(`\n${indent}`).trimEnd() + "\n" };
}

/** @returns the spaces before it, where nothing else stands beside it on its line; else null */
function aloneIn(text: string, at: number, length: number): string | null {
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at + length);
  const before = text.slice(start, at);
  return before.trim() === "" && text.slice(at + length, end < 0 ? undefined : end).trim() === "" ? before : null;
}

/** @returns its parts, or what is wrong with how it is written */
export function readReference(inside: string): CardReference | { fault: string } {
  const words = [...inside.matchAll(/\s*(?:([a-z]+)=)?(?:"([^"]*)"|([^\s"]+))/gy)];
  if (words.reduce((length, [word]) => length + word.length, 0) < inside.trimEnd().length || words.length === 0) return { fault: "it is written like {{metric auc dataset=\"hold out\"}}" };
  const name = words[0]![3] ?? "";
  const what: string[] = [];
  const options: Record<string, string> = {};
  for (const [, key, quoted, bare] of words.slice(1)) {
    const value = quoted ?? bare ?? "";
    if (key === undefined) what.push(value);
    else options[key] = value;
  }
  return { name, what: what.join(" "), options };
}
