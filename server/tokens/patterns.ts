/** Which models a token reaches: `*` for all, or `team/model` in which `*` stands for any characters of a name. */

/** The form of a pattern. */
export const patternForm = /^(\*|[a-z0-9*-]+\/[a-z0-9*-]+)$/;

/** A token that reaches whatever its owner does. */
export const everyModel = "*";

/** Whether the patterns leave out nothing. */
export function reachAll(patterns: readonly string[]): boolean {
  return patterns.includes(everyModel);
}

/** @param reference `team/model` */
export function reachesModel(patterns: readonly string[], reference: string): boolean {
  return patterns.some((pattern) => toRegExp(pattern).test(reference));
}

/** Whether they reach every model that the team has or will have: then the token may act on the team itself. */
export function reachesTeam(patterns: readonly string[], slug: string): boolean {
  return patterns.some((pattern) => pattern === everyModel || (pattern.endsWith("/*") && toRegExp(teamOf(pattern)).test(slug)));
}

/** The part of a pattern that the slug of a team has to match for any of its models to be reached. */
export function teamOf(pattern: string): string {
  return pattern.split("/", 1)[0] ?? "";
}

/** The same patterns, as SQL's LIKE takes them. */
export function likePatterns(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => pattern.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll("*", "%"));
}

function toRegExp(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*")}$`, "s");
}
