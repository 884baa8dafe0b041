/** What the parts of a model card say, for where they are wanted one by one. */

const mostSections = 200;
const mostParts = 50;
const longestPart = 2000;

/**
 * Finds what stands under the first heading that matches, up to the next one of its level or above.
 * @returns each item of lists and each paragraph, as plain text
 */
export function partsUnder(markdown: string, heading: RegExp): string[] {
  const lines = markdown.split(/\r?\n/);
  const headings = headingsOf(lines);
  const at = headings.findIndex(({ title }) => heading.test(title));
  const begun = headings[at];
  if (!begun) return [];
  const next = headings.slice(at + 1).find(({ level }) => level <= begun.level);
  return partsOf(lines.slice(begun.line + 1, next?.line), new Set(headings.map(({ line }) => line - begun.line - 1)));
}

function headingsOf(lines: readonly string[]): { line: number; level: number; title: string }[] {
  const found: { line: number; level: number; title: string }[] = [];
  let fence: string | null = null;
  for (const [line, text] of lines.entries()) {
    const mark = /^ {0,3}(```|~~~)/.exec(text)?.[1];
    if (mark) fence = fence === null ? mark : fence === mark ? null : fence;
    const heading = fence === null ? /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/.exec(text.slice(0, 500)) : null;
    if (heading) found.push({ line, level: heading[1]!.length, title: plain(heading[2]!) });
    if (found.length >= mostSections) break;
  }
  return found;
}

function partsOf(lines: readonly string[], headings: ReadonlySet<number>): string[] {
  const parts: string[] = [];
  let open = "";
  const close = () => {
    const text = plain(open);
    if (text !== "") parts.push(text.slice(0, longestPart).toWellFormed());
    open = "";
  };
  for (const [at, line] of lines.entries()) {
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
    if (item || line.trim() === "" || headings.has(at)) close();
    if (!headings.has(at)) open += ` ${item ? item[1] : line}`;
  }
  close();
  return parts.slice(0, mostParts);
}

/** Markdown on one line without its marks: links as their words, no comments, no emphasis. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/<!--.*?(-->|$)/g, "")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/(\*\*|__|`)/g, "")
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
}
