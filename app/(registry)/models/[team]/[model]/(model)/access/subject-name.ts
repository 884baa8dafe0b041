import type { Grant } from "#server/grants/schema.ts";

/** Who has a role, as a sentence names them. */
export function subjectName(to: Grant["to"]): string {
  return to.kind === "team" ? `the team ${to.team}` : to.name;
}
