"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { LoadMore } from "#app/(registry)/models/load-more.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Timeline } from "#app/_ui/timeline.tsx";
import type { accountActivitySchema } from "#server/accounts/schema.ts";

/** What somebody has done, the latest first. */
export function AccountActivity({ user, first }: { user: string; first: z.infer<typeof accountActivitySchema> }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.accounts.activity.infiniteQueryOptions({ id: user }, { getNextPageParam: (page) => page.nextCursor }),
    initialData: { pages: [first], pageParams: [null] },
  });
  const entries = list.data.pages.flatMap((page) => page.items);
  return (
    <Panel title="Recent activity">
      {entries.length === 0 ? <p className="text-ink-soft">Nothing yet.</p> : (
        <Timeline entries={entries.map(({ seq, at, action, target }) => ({ key: String(seq), at, icon: "audit", title: <>{wordsOf(action)} <span className="font-medium break-all">{target}</span></> }))} />
      )}
      <LoadMore pages={list}>Load earlier activity</LoadMore>
    </Panel>
  );
}

/** `second_factor.enabled` → `Second factor enabled:` */
function wordsOf(action: string): string {
  const words = action.replaceAll(/[._]/g, " ");
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}:`;
}
