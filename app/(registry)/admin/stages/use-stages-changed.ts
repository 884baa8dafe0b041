import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";

/** After a change of the stages: the list is read again, and so is what the server has rendered of them. */
export function useStagesChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries({ queryKey: trpc.stages.pathKey() });
    router.refresh();
  };
}
