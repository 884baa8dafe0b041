"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type ReactNode, type SubmitEvent } from "react";
import { instantOf, localZone } from "#app/(registry)/local-time.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField, TextAreaField, TextField } from "#app/_ui/field.tsx";
import { WhyNot } from "../../../../why-not.tsx";
import { RequestRefusal } from "./request-refusal.tsx";
import { isFree, StageOption, type StageChoice } from "./stage-option.tsx";
import { StagePolicy } from "./stage-policy.tsx";

interface Typed {
  stage: string;
  reason: string;
  /** As the field has it, in local time; empty for as soon as it is approved. */
  notBefore: string;
  draft: boolean;
}

/**
 * Asks that a stage should name this version. What is typed is kept when the dialog is closed.
 * @param refusal why this person can't; null when they can
 * @param lacks whether that is for want of the permission
 */
export function RequestPromotion({
  model, number, choices, refusal, lacks,
}: { model: string; number: number; choices: readonly StageChoice[]; refusal: string | null; lacks: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const id = useId();
  const free = choices.filter((choice) => isFree(choice, number));
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Typed>({ stage: free.at(-1)?.name ?? "", reason: "", notBefore: "", draft: false });
  const request = useMutation(
    trpc.promotions.request.mutationOptions({
      onSuccess: async (promotion) => {
        router.push(`/promotions/${promotion.id}`);
        await queries.invalidateQueries();
      },
    }),
  );
  const obstacle = refusal ?? (free.length > 0 ? null : `v${number} is live or requested in every stage already.`);
  if (obstacle !== null) return <Refused why={obstacle}>{lacks && <WhyNot model={model} permission="promotion:request" act="request a promotion" />}</Refused>;

  const type = (part: Partial<Typed>) => setTyped({ ...typed, ...part });

  function change(next: boolean) {
    setOpen(next);
    if (next) request.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { stage, reason, draft } = typed;
    request.mutate({ reference: `${model}@${number}`, stage, reason, draft, notBefore: instantOf(typed.notBefore) });
  }

  const faults = faultsOf(request.error);
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button variant="primary" icon="arrow-up">Request promotion</Button>}
      width="wide"
      title={`Promote v${number}`}
      description="Nothing moves before somebody has signed for it who is neither you nor the author."
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={id} variant="primary" pending={request.isPending || request.isSuccess}>{typed.draft ? "Save as a draft" : "Request promotion"}</Button>
        </>
      )}
    >
      <form id={id} noValidate onSubmit={submit} className="grid content-start gap-4 sm:grid-cols-[minmax(0,1fr)_18rem] sm:gap-x-6">
        <div className="empty:hidden sm:col-span-2"><RequestRefusal error={request.error} /></div>
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">To which stage</legend>
          {choices.map((choice) => <StageOption key={choice.name} choice={choice} number={number} chosen={choice.name === typed.stage} onChoose={() => type({ stage: choice.name })} />)}
          {faults.fields["stage"] && <p className="text-small text-refuse">{faults.fields["stage"]}</p>}
        </fieldset>
        {typed.stage !== "" && <div className="sm:col-start-2 sm:row-span-4"><StagePolicy key={typed.stage} model={model} stage={typed.stage} /></div>}
        <TextAreaField
          label="Why" name="reason" required value={typed.reason} onChange={(event) => type({ reason: event.target.value })} error={faults.fields["reason"]}
          hint="What the reviewer should know: what is better, what was tried, what may go wrong."
        />
        <TextField
          label="Not before" optional type="datetime-local" value={typed.notBefore} onChange={(event) => type({ notBefore: event.target.value })} error={faults.fields["notBefore"]}
          hint={`Signed at any time, applied no earlier. On your clock: ${localZone()}.`}
        />
        <CheckboxField label="As a draft" checked={typed.draft} onChange={(event) => type({ draft: event.target.checked })} hint="Nobody is asked to review it before you submit it." />
      </form>
    </Dialog>
  );
}

/** The act as it looks for who can't do it, and why. */
function Refused({ why, children }: { why: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className="grid justify-items-start gap-1 sm:max-w-72 sm:justify-items-end sm:text-end">
      <Button disabled icon="arrow-up" aria-describedby={id}>Request promotion</Button>
      <p id={id} className="text-small text-ink-soft">{why}</p>
      {children}
    </div>
  );
}
