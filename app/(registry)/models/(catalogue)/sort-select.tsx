"use client";

import { Select } from "#app/_ui/field.tsx";
import { hasWords, termOf, withTerm } from "./query-terms.ts";

const ofModels = [["updated", "Recently changed"], ["created", "Recently created"], ["name", "By name"], ["versions", "Most versions"]] as const;
const ofVersions = [["created", "Newest first"], ["created-asc", "Oldest first"], ["size", "Largest first"]] as const;

/** The order of what was found. It is a term of the query; numbers that the query asks for can be sorted by, too. */
export function SortSelect({ query, numbers, isVersions, onAsk }: { query: string; numbers: readonly string[]; isVersions: boolean; onAsk: (query: string) => void }) {
  const orders: readonly (readonly [string, string])[] = isVersions ? ofVersions : ofModels;
  // Where no word tells the better from the worse, the first of these is how they stand anyway.
  const [natural, naturally] = hasWords(query) ? ["relevance", "Best match first"] : orders[0]!;
  const asked = termOf(query, "sort");
  const sort = asked === null || asked === natural ? "" : asked;
  const options: (readonly [string, string])[] = [
    ...orders.filter(([value]) => value !== natural),
    ...numbers.flatMap((key) => [[`${key.toLowerCase()}-desc`, `${nameOf(key)}, highest first`], [`${key.toLowerCase()}-asc`, `${nameOf(key)}, lowest first`]] as const),
  ];
  return (
    <span className="[&_.control]:min-h-7 [&_.control]:py-0.5 [&_.control]:text-small">
      <Select aria-label="Order" value={sort} onChange={(event) => onAsk(withTerm(query, "sort", event.target.value || null))}>
        <option value="">{naturally}</option>
        {options.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
        {sort !== "" && options.every(([value]) => value !== sort) && <option value={sort}>{sort}</option>}
      </Select>
    </span>
  );
}

const nameOf = (key: string) => key.slice(key.indexOf(".") + 1);
