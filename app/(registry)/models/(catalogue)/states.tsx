"use client";

import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Skeleton, SkeletonTable } from "#app/_ui/skeleton.tsx";
import type { ViewLayout } from "#server/search/schema.ts";
import { catalogueHref } from "./address.ts";
import { examples } from "./examples.ts";
import { termOf } from "./query-terms.ts";

/** Nothing was found: why that may be, and what else could be asked. */
export function NothingFound({ query, isVersions, onAsk }: { query: string; isVersions: boolean; onAsk: (query: string) => void }) {
  const [, ...others] = examples;
  const sort = termOf(query, "sort");
  return (
    <EmptyState icon="search" title={isVersions ? "No version found" : "No model found"} action={<Button onClick={() => onAsk("")}>Show everything</Button>}>
      <p>Nothing that you may see answers to <code className="break-words">{query}</code>. Every word and every condition has to be met, unless <code>OR</code> stands between them.</p>
      {sort?.includes(".") && <p className="mt-2">A list that is sorted by <code>{sort.replace(/-(?:asc|desc)$/, "")}</code> holds only what has that number.</p>}
      <p className="mt-2">Other things that can be asked:</p>
      <ul className="mt-1 grid gap-1">
        {others.slice(0, 4).map((example) => (
          <li key={example.query} className="flex flex-wrap gap-x-2">
            <Link href={catalogueHref({ query: example.query })} className="link"><code>{example.query}</code></Link>
            <span>{example.means}</span>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

/** The query that the page was opened with is wrong, so that there is nothing to show yet. */
export function NothingAsked({ onAsk }: { onAsk: (query: string) => void }) {
  return (
    <EmptyState icon="search" title="This search can’t be read" action={<Button onClick={() => onAsk("")}>Show everything</Button>}>
      What is wrong with it stands above, with its place marked. What is found appears here as soon as it is right.
    </EmptyState>
  );
}

/** The place of what is being looked for. */
export function ResultSkeletons({ as }: { as: ViewLayout["as"] }) {
  if (as === "list") return <SkeletonTable rows={8} widths={["20%", "34%", "5%", "14%", "14%", "9%"]} />;
  return (
    <div role="status" aria-label="Loading" className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(20rem,1fr))]">
      {Array.from({ length: 6 }, (_, card) => (
        <div key={card} className="grid gap-2.5 rounded-md border border-line p-4"><Skeleton width="60%" /><Skeleton /><Skeleton width="80%" /><Skeleton width="40%" height="1.25rem" /></div>
      ))}
    </div>
  );
}
