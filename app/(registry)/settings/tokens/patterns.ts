import { modelPatternSchema } from "#server/tokens/schema.ts";

/** The patterns that stand in a text, one on a line or with commas between. */
export function readPatterns(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((part) => part !== ""))];
}

/** The first of them that is none, with what is wrong about it. */
export function faultOf(patterns: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const issue = modelPatternSchema.safeParse(pattern).error?.issues[0];
    if (issue) return `“${pattern}” ${issue.message}`;
  }
  return undefined;
}
