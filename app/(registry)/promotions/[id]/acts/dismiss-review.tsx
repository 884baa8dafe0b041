"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { Verdict } from "#server/reviews/schema.ts";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Says that somebody's review does not count, with a reason. */
export function DismissReview({ review }: { review: { id: string; verdict: Verdict; reviewer: string; reviewerId: string } }) {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const dismiss = useMutation(trpc.reviews.dismiss.mutationOptions({ onSuccess: useSettled() }));
  const isApproval = review.verdict === "approve";
  return (
    <ReasonDialog
      trigger={<Button size="small" icon="close">Dismiss {review.reviewer}’s {isApproval ? "approval" : "request"}…</Button>}
      title={isApproval ? `Dismiss the approval of ${review.reviewer}?` : `Dismiss the request of ${review.reviewer} for changes?`}
      description={isApproval ? "It does not count any more. What was said stays readable." : "It does not stand in the way any more. What was said stays readable."}
      hint="It stays in the record, beside your name."
      keep="Let it stand"
      confirm="Dismiss"
      pending={dismiss.isPending}
      error={dismiss.error}
      act={(reason) => dismiss.mutateAsync({ id: subject.id, review: review.id, reason })}
    />
  );
}
