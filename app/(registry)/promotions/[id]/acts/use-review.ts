"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { appliedWords } from "./applied-words.ts";

/** Sends a verdict on the evidence that the page shows. Nothing is shown as signed before the registry has said so. */
export function useReview() {
  const { subject, text, setText, setSigning } = useDesk();
  const trpc = useTRPC();
  const router = useRouter();
  const settled = useSettled();
  const mutation = useMutation(
    trpc.reviews.review.mutationOptions({
      onSuccess: async (after) => {
        setText("");
        setSigning(false);
        if (after.state === "applied") toast({ tone: "allow", title: appliedWords(after), detail: "Your signature cleared the way." });
        await settled();
      },
      // It was refused, perhaps because the page is behind: what is so now is shown beside the refusal.
      onError: () => router.refresh(),
    }),
  );
  const send = (verdict: "approve" | "request_changes") => mutation.mutate({ id: subject.id, verdict, comment: text, evidenceDigest: subject.evidenceDigest });
  return { ...mutation, send };
}
