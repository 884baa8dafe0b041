import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";

/** After a change of who may do what on a model: the roles are read again, and so is what the server has rendered of them. */
export function useAccessChanged(model: string): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    router.refresh();
    await Promise.all([
      queries.invalidateQueries({ queryKey: trpc.grants.list.queryKey({ model }) }),
      queries.invalidateQueries({ queryKey: trpc.search.pathKey() }),
    ]);
  };
}
