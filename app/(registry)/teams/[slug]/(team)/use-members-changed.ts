import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";

/** After a change of the members of a team: the list is read again, and so is what the server has rendered of it. */
export function useMembersChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries({ queryKey: trpc.teams.members.queryKey() });
    router.refresh();
  };
}
