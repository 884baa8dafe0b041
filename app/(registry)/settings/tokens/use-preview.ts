import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";

/** What a token with these patterns would reach now, and what its owner holds; nothing while it is not known, or not asked for. */
export function usePreview(account: string | undefined, patterns: readonly string[], wanted: boolean) {
  const trpc = useTRPC();
  const settled = useSettled(patterns.join("\n"), 250);
  const models = settled.split("\n").filter((pattern) => pattern !== "");
  const { data } = useQuery({
    ...trpc.tokens.preview.queryOptions({ models, ...(account ? { account } : {}) }),
    enabled: wanted && models.length > 0,
    placeholderData: keepPreviousData,
  });
  return data;
}
