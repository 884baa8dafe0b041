/** Whom a line names: what holds an @ is a person's address, all else a team's name. */
export function readAsked(line: string): { people: string[]; teams: string[] } {
  const named = [...new Set(line.split(/[\s,;]+/).map((word) => word.toLowerCase()).filter((word) => word !== ""))];
  return { people: named.filter((word) => word.includes("@")), teams: named.filter((word) => !word.includes("@")) };
}
