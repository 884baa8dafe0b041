"use client";

import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { messageOf } from "#app/_trpc/faults.ts";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; isFetchNextPageError: boolean; error: unknown; fetchNextPage: () => unknown };

/** The end of a list that has more: fetches the next page, and says when it can't. */
export function LoadMore({ pages, children = "Load more" }: { pages: Pages; children?: string }) {
  if (!pages.hasNextPage) return null;
  return (
    <div className="mt-4 grid justify-items-start gap-3">
      {pages.isFetchNextPageError && <Notice tone="refuse" title="The rest could not be loaded" live>{messageOf(pages.error)}</Notice>}
      <Button pending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{children}</Button>
    </div>
  );
}
