/**
 * The names with one of them a place further up or down.
 * @returns null where it stands at that end already
 */
export function moveName(names: readonly string[], name: string, by: -1 | 1): string[] | null {
  const from = names.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= names.length) return null;
  const moved = names.filter((each) => each !== name);
  moved.splice(to, 0, name);
  return moved;
}
