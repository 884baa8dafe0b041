import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { tagSchema, type TagRefusals } from "#server/tags/schema.ts";

const none: TagRefusals["faults"] = [];

/** Which of the tags a new version of the model may not have, each with why; those that are no tags at all are left out. */
export function useRefusedTags(model: string, tags: readonly string[]): TagRefusals["faults"] {
  const trpc = useTRPC();
  const asked = tags.filter((tag) => tagSchema.safeParse(tag).success).slice(0, 50);
  const { data } = useQuery(trpc.tags.check.queryOptions({ model, tags: asked }, { enabled: asked.length > 0, placeholderData: keepPreviousData }));
  return asked.length > 0 && data ? data.faults : none;
}
