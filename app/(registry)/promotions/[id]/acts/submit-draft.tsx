"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";

/** Hands a draft to its reviewers. */
export function SubmitDraft() {
  const { subject: { id } } = useDesk();
  const trpc = useTRPC();
  const submit = useMutation(trpc.promotions.submit.mutationOptions({ onSuccess: useSettled() }));
  const open = reasonOf(submit.error) === "already_requested" ? submit.error?.data?.details["id"] : undefined;
  return (
    <div className="grid gap-2">
      {submit.error && (
        <Notice tone="refuse" title="It was not submitted" live action={typeof open === "string" && <LinkButton size="small" href={`/promotions/${open}`}>Go to the open promotion</LinkButton>}>
          {messageOf(submit.error)}
        </Notice>
      )}
      <p className="text-small text-ink-soft">Nobody is asked to review it before you submit it.</p>
      <Button variant="primary" icon="arrow-up" pending={submit.isPending} onClick={() => submit.mutate({ id })}>Submit for review</Button>
    </div>
  );
}
