import canonicalize from "canonicalize";

/**
 * What a change makes of something, as entries of the record keep it.
 * @param before what it was
 * @param after the fields that are given anew
 * @returns `{ from, to }` of each field that becomes another
 */
export function difference(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, { from: unknown; to: unknown }> {
  const changed = Object.entries(after).filter(([name, to]) => to !== undefined && canonicalize(before[name] ?? null) !== canonicalize(to ?? null));
  return Object.fromEntries(changed.map(([name, to]) => [name, { from: before[name] ?? null, to }]));
}
