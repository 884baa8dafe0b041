/** What of a text is looked for: letters and digits. Whatever of ASCII is neither parts one word from the next, as in the entries. */
const punctuation = /[!-/:-@[-`{-~]+/g;

/** The words of a text, in lower case. */
export function lexemesOf(text: string): string[] {
  return text.replaceAll(punctuation, " ").toLowerCase().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/**
 * The text that Postgres's `to_tsquery` reads for words that follow each other.
 * @param words as they come out of `lexemesOf`: nothing in them means anything to it
 * @param prefix whether the last one may go on
 * @param alike what is looked for as well in the place of a word
 */
export function tsqueryOf(words: readonly string[], prefix: boolean, alike: ReadonlyMap<string, readonly string[]>): string {
  return words
    .map((word, at) => {
      const written = `'${word}'${prefix && at === words.length - 1 ? ":*" : ""}`;
      const others = alike.get(word) ?? [];
      return others.length === 0 ? written : `(${[written, ...others.map((other) => `'${other}'`)].join(" | ")})`;
    })
    .join(" <-> ");
}
