"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { titleOf } from "../../words.ts";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Ends the request for good, with a reason. */
export function Reject() {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const reject = useMutation(trpc.promotions.reject.mutationOptions({ onSuccess: useSettled() }));
  return (
    <ReasonDialog
      trigger={<Button size="small" variant="quiet" icon="stop">Reject…</Button>}
      title="Reject this request?"
      description={`“${titleOf(subject)}” is closed for good, and ${subject.stage} does not move. To have something changed first, request changes instead.`}
      hint="It stays in the record, beside your name."
      keep="Keep it open"
      confirm="Reject"
      pending={reject.isPending}
      error={reject.error}
      act={(reason) => reject.mutateAsync({ id: subject.id, reason })}
    />
  );
}
