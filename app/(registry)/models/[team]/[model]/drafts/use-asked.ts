import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { scopeName } from "#app/(registry)/policies/scope.ts";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import type { FormField } from "#server/metadata-schemas/schema.ts";
import type { Fault } from "./declaration.ts";

const none = { fields: [], faults: [] };

/**
 * What the schemas that count for a model ask for, and what of metadata they would refuse.
 * @param json the metadata
 */
export function useAsked(model: string, json: string): { fields: readonly FormField[]; faults: readonly Fault[] } {
  const trpc = useTRPC();
  const settled = useSettled(json, 300);
  const { data: effective } = useQuery(trpc.metadataSchemas.effective.queryOptions({ model }));
  const asks = effective !== undefined && effective.schemas.length > 0;
  const metadata = JSON.parse(settled) as Record<string, unknown>;
  const { data: tried } = useQuery(trpc.metadataSchemas.try.queryOptions({ model, metadata }, { enabled: asks, placeholderData: keepPreviousData }));
  if (!asks) return none;
  return { fields: effective.fields, faults: (tried?.faults ?? []).map(({ path, message, scope }) => ({ path, message: `${message}, by the schema of ${scopeName(scope)}` })) };
}
