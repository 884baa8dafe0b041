import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";

/** After a change of the vocabulary: it is read again, and so is what the server has rendered with it. */
export function useTagsChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries({ queryKey: trpc.tags.pathKey() });
    router.refresh();
  };
}
