import type { Found } from "#server/search/schema.ts";

const lists = new Intl.ListFormat("en", { type: "disjunction" });

/** Words that were not found as they stand, and what was looked for in their place. */
export function ReadAs({ read }: { read: Found["read"] }) {
  if (read.length === 0) return null;
  return (
    <p role="status" className="text-small text-ink-soft">
      {read.map(({ typed, as }) => <span key={typed} className="me-3">Nothing has <span className="font-medium text-ink">{typed}</span> in it; searched for <span className="font-medium text-ink">{lists.format(as)}</span>.</span>)}
    </p>
  );
}
