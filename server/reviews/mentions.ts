/** An e-mail address after an @, as people mention somebody: `@ada@example.com`. Not within a word or another address. */
const mention = /(?<![\p{L}\p{N}@._%+-])@([\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu;

const mostMentions = 50;

/** The e-mail addresses that a text mentions, each once, in lower case; what is written as code does not count. At most 50. */
export function mentionsIn(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, " ");
  const found = [...prose.matchAll(mention)].map((match) => (match[1] ?? "").toLowerCase());
  return [...new Set(found)].slice(0, mostMentions);
}
