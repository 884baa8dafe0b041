import { detailsOf, reasonOf } from "#app/_trpc/faults.ts";
import { queryFaultSchema, type QueryFault } from "#server/search/schema.ts";

/** What is wrong with the query, when the registry refused it for that; null for any other error. */
export function queryFaultOf(error: unknown): QueryFault | null {
  if (reasonOf(error) !== "invalid_query") return null;
  return queryFaultSchema.safeParse(detailsOf(error)).data ?? null;
}
