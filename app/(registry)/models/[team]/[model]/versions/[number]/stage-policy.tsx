"use client";

import { useQuery } from "@tanstack/react-query";
import { PolicyList } from "#app/(registry)/promotions/policy-list.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";

/** What the policy of a stage will demand, before anything is asked. Where it can't be read, the registry tells when it is asked. */
export function StagePolicy({ model, stage }: { model: string; stage: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.policies.effective.queryOptions({ model, stage }));
  if (error) return null;
  return (
    <section aria-label={`Policy of ${stage}`} className="rounded-sm border border-line bg-sunken px-3 py-2 text-small">
      <h3 className="mb-1 font-medium">Before it reaches {stage}</h3>
      {data ? <PolicyList words={data.words} triedWords={data.triedWords} /> : <SkeletonText lines={3} />}
    </section>
  );
}
