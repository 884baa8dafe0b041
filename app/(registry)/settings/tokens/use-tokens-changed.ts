import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";

/** After a change of tokens: the lists are read again, and so is what the server has rendered of them. */
export function useTokensChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    router.refresh();
    await queries.invalidateQueries(trpc.tokens.list.pathFilter());
  };
}
