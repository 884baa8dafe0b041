"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** Asks that a stage should name nothing any more. That is signed for like any other move. */
export function TakeOut({ model, stage, present }: { model: string; stage: string; present: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const request = useMutation(
    trpc.promotions.requestRemoval.mutationOptions({
      onSuccess: async (promotion) => {
        router.push(`/promotions/${promotion.id}`);
        await queries.invalidateQueries();
      },
    }),
  );
  const faults = faultsOf(request.error);
  const there = reasonOf(request.error) === "already_requested" ? request.error?.data?.details["id"] : undefined;

  function change(next: boolean) {
    setOpen(next);
    if (next) request.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    request.mutate({ model, stage, reason });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="small" variant="quiet" icon="minus">Take out of {stage}…</Button>}
      title={`Take v${present} out of ${stage}?`}
      description={`Then ${stage} names no version, and whoever asks for what is live there gets none. It is reviewed like a promotion: nothing moves before somebody else has signed for it.`}
      footer={(
        <>
          <DialogClose><Button>Leave it live</Button></DialogClose>
          <Button type="submit" form={id} variant="danger" pending={request.isPending || request.isSuccess}>Ask to take it out</Button>
        </>
      )}
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && (
          <Notice tone="refuse" title="It was not requested" live action={typeof there === "string" && <LinkButton size="small" href={`/promotions/${there}`}>Go to the open promotion</LinkButton>}>
            {faults.rest}
          </Notice>
        )}
        <TextAreaField label="Why" required autoFocus value={reason} onChange={(event) => setReason(event.target.value)} hint="What callers get instead, and what should follow." error={faults.fields["reason"]} />
      </form>
    </Dialog>
  );
}
