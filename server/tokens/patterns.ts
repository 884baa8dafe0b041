/** Which models a token reaches: `*` for all, or `team/model` in which `*` stands for any characters of a name. */

/** A token that reaches whatever its owner does. */
export const everyModel = "*";

/** Whether the patterns leave out nothing. */
export function reachAll(patterns: readonly string[]): boolean {
  return patterns.includes(everyModel);
}

/** @param reference `team/model` */
export function reachesModel(patterns: readonly string[], reference: string): boolean {
  return patterns.some((pattern) => matches(pattern, reference));
}

/** Whether they reach every model that the team has or will have: then the token may act on the team itself. */
export function reachesTeam(patterns: readonly string[], slug: string): boolean {
  return patterns.some((pattern) => pattern === everyModel || (pattern.endsWith("/*") && matches(teamOf(pattern), slug)));
}

/** The part of a pattern that the slug of a team has to match for any of its models to be reached. */
export function teamOf(pattern: string): string {
  return pattern.split("/", 1)[0] ?? "";
}

/** The same patterns, as SQL's LIKE takes them. */
export function likePatterns(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => pattern.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll("*", "%"));
}

/** The same patterns with the first and the last text that each could reach, in the order of an index. */
export function likeRanges(patterns: readonly string[]): { like: string[]; from: string[]; to: string[] } {
  const from = patterns.map((pattern) => pattern.split("*", 1)[0] ?? "");
  const to = patterns.map((pattern, at) => (pattern.includes("*") ? `${from[at]}\u{10ffff}` : pattern));
  return { like: likePatterns(patterns), from, to };
}

/** In one pass, whatever the pattern: a regular expression of many stars can take for ever. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const middle = text.slice(first.length, text.length - last.length);
  let at = 0;
  for (const part of parts.slice(1, -1)) {
    const found = middle.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
