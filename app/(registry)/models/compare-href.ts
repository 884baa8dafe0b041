const fewest = 2;
const most = 6;

/** Where versions are compared side by side, given as `team/model@7`; null unless there are two to six. */
export function compareHref(references: readonly string[]): string | null {
  // References are made of letters that stand in an address as they are.
  return references.length >= fewest && references.length <= most ? `/compare?versions=${references.join(",")}` : null;
}
