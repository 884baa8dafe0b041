import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Verdict } from "#server/reviews/schema.ts";

/**
 * Sends a verdict on the evidence that the page shows. Nothing is shown as signed before the registry has said so.
 * @param onArrived once the review is kept
 */
export function useReview(promotion: Promotion, onArrived: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const mutation = useMutation(
    trpc.reviews.review.mutationOptions({
      onSuccess: async (after) => {
        onArrived();
        queries.setQueryData(trpc.promotions.get.queryKey({ id: promotion.id }), after);
        if (after.state === "applied") toast({ tone: "allow", title: `${after.stage} names v${after.version} now`, detail: "Your signature cleared the way." });
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.promotions.list.queryKey() });
      },
      // It was refused, perhaps because the page is behind: what is so now is shown beside the refusal.
      onError: () => router.refresh(),
    }),
  );
  const send = (verdict: Verdict, comment: string) => mutation.mutate({ id: promotion.id, verdict, comment, evidenceDigest: promotion.evidenceDigest });
  return { ...mutation, send };
}
