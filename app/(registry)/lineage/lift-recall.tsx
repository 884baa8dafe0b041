"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";

/** Ends a recall, with a reason. */
export function LiftRecall({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const lift = useMutation(trpc.lineage.lift.mutationOptions());
  return (
    <ActDialog
      trigger={<Button icon="undo">Lift the recall…</Button>} variant="primary"
      title={`Lift the recall of ${name}?`}
      description="Promotions that it blocks go on, and what is approved and waits for nothing else is applied by itself. What another recall touches stays flagged."
      keep="Leave it recalled" confirm="Lift the recall" done="The recall is lifted" pending={lift.isPending} error={lift.error}
      act={() => lift.mutateAsync({ id, reason })}
    >
      <TextAreaField label="Why" required autoFocus maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} hint="Shown with the recall, for ever." error={faultsOf(lift.error).fields["reason"]} />
    </ActDialog>
  );
}
