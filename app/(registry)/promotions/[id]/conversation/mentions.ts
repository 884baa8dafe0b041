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

/** What is being written after an @ where the cursor stands. */
export interface Mention {
  /** Where the @ stands. */
  from: number;
  to: number;
  search: string;
}

/** @returns null, when nobody is being mentioned there */
export function mentionAt(text: string, cursor: number): Mention | null {
  const before = text.slice(0, cursor);
  const search = /(?<![\p{L}\p{N}@._%+-])@([\p{L}\p{N}@._%+-]{0,100})$/u.exec(before)?.[1];
  if (search === undefined || isInCode(before)) return null;
  return { from: cursor - search.length - 1, to: cursor, search };
}

/** Whether code begins in the text and does not end. */
function isInCode(before: string): boolean {
  const prose = before.replaceAll(/```[\s\S]*?```|`[^`\n]+`(?!`)/g, "");
  return /```|`[^`\n]*$/.test(prose);
}

/** Of those who were found, perhaps for fewer letters, who fits what is written by now; nobody whose address stands there whole. */
export function fitting<Person extends Mentioned>(people: readonly Person[], search: string): Person[] {
  const wanted = search.toLowerCase();
  return people.filter(({ name, email }) => email !== wanted && (name.toLowerCase().includes(wanted) || email.startsWith(wanted)));
}

/** The text in which somebody is mentioned, and where the cursor stands then. */
export function mentioning(text: string, { from, to }: Mention, email: string): { text: string; cursor: number } {
  const rest = text.slice(to);
  const written = `@${email}${/^\s/.test(rest) ? "" : " "}`;
  return { text: text.slice(0, from) + written + rest, cursor: from + written.length + (/^\s/.test(rest) ? 1 : 0) };
}
