interface Mentioned {
  name: string;
  email: string;
}

/** Code, which mentions nobody: fenced, or within a line. */
const code = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;

/** Markdown in which whom it mentions stands by name: `@ada@example.com` becomes a bold `@Ada Lovelace`. */
export function withNames(markdown: string, mentions: readonly Mentioned[]): string {
  if (mentions.length === 0) return markdown;
  const names = new Map(mentions.map(({ name, email }) => [email.toLowerCase(), name]));
  const named = (prose: string) =>
    prose.replaceAll(/(?<![\p{L}\p{N}@._%+-])@([\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu, (written, email: string) => {
      const name = names.get(email.toLowerCase());
      return name === undefined ? written : `**@${escaped(name)}**`;
    });
  return markdown.split(code).map((piece, index) => (index % 2 === 1 ? piece : named(piece))).join("");
}

/** A name as Markdown reads it, whatever signs it holds. */
function escaped(name: string): string {
  return name.replaceAll(/[\\`*_{}[\]()#+.!|<>~&-]/g, String.raw`\$&`);
}
