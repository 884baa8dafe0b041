"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import type { VersionInspection } from "./inspected.ts";

const soonest = 1000;
const latest = 5000;

/**
 * What the headers of a version's files say together. While some of them have not been looked into it is asked for again,
 * less and less often, as long as the page is looked at.
 * @param found what the page was rendered with
 */
export function useInspection(reference: string, found: VersionInspection): VersionInspection {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.inspect.version.queryOptions({ reference }),
    initialData: found,
    refetchInterval: ({ state }) => ((state.data?.pending ?? 0) > 0 ? Math.min(latest, soonest * (state.dataUpdateCount + 1)) : false),
  });
  return data;
}
