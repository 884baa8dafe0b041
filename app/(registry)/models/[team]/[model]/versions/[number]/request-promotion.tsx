"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

export interface StageChoice {
  name: string;
  description: string;
  /** The version that the stage names now. */
  present: number | null;
  /** The promotion of this version to the stage that is open already. */
  open: string | null;
}

/**
 * Asks that a stage should name this version.
 * @param refusal why this person can't; null when they can
 */
export function RequestPromotion({
  reference, number, choices, refusal,
}: { reference: string; number: number; choices: readonly StageChoice[]; refusal: string | null }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const request = useMutation(
    trpc.promotions.request.mutationOptions({
      onSuccess: async (promotion) => {
        router.push(`/promotions/${promotion.id}`);
        await queries.invalidateQueries();
      },
    }),
  );
  const free = choices.filter((choice) => isFree(choice, number));
  const obstacle = refusal ?? (free.length > 0 ? null : `v${number} is live or requested in every stage already.`);
  if (obstacle !== null) return <Refused why={obstacle} />;

  function change(next: boolean) {
    setOpen(next);
    if (next) request.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    request.mutate({ reference, stage: formText(form, "stage"), reason: formText(form, "reason") });
  }

  const faults = faultsOf(request.error);
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button variant="primary" icon="arrow-up">Request promotion</Button>}
      title={`Promote v${number}`}
      description="The stage moves as soon as a reviewer has signed for it who is neither you nor the author."
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={id} variant="primary" pending={request.isPending || request.isSuccess}>Request promotion</Button>
        </>
      )}
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not requested" live action={<OpenPromotion error={request.error} />}>{faults.rest}</Notice>}
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">To which stage</legend>
          {choices.map((choice) => <StageOption key={choice.name} choice={choice} number={number} chosen={choice.name === free.at(-1)?.name} />)}
          {faults.fields["stage"] && <p className="text-small text-refuse">{faults.fields["stage"]}</p>}
        </fieldset>
        <TextAreaField label="Why" name="reason" required error={faults.fields["reason"]} hint="What the reviewer should know: what is better, what was tried, what may go wrong." />
      </form>
    </Dialog>
  );
}

/** A stage to promote to: what it names now, or why it can't be chosen. */
function StageOption({ choice, number, chosen }: { choice: StageChoice; number: number; chosen: boolean }) {
  const id = useId();
  const { name, description, present, open } = choice;
  const free = isFree(choice, number);
  return (
    <div className={`relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-sm border px-3 py-2 has-checked:border-ink ${free ? "border-edge hover:bg-hover" : "border-line bg-sunken"}`}>
      <input id={id} type="radio" name="stage" value={name} defaultChecked={chosen} disabled={!free} aria-describedby={`${id}-more`} className="relative z-1 mt-0.5 size-4 accent-ink" />
      <div className="min-w-0">
        <label htmlFor={id} className={free ? "font-medium after:absolute after:inset-0" : "font-medium"}>{name}</label>
        <span className="text-ink-soft">, {present === null ? "names nothing yet" : present === number ? `names v${number} already` : `names v${present} now`}</span>
        <p id={`${id}-more`} className="text-small text-ink-soft">{open === null ? description : <>Requested already: <Link href={`/promotions/${open}`} className="link">see the promotion</Link></>}</p>
      </div>
    </div>
  );
}

/** The act as it looks for who can't do it, and why. */
function Refused({ why }: { why: string }) {
  const id = useId();
  return (
    <div className="grid justify-items-start gap-1 sm:max-w-72 sm:justify-items-end sm:text-end">
      <Button disabled icon="arrow-up" aria-describedby={id}>Request promotion</Button>
      <p id={id} className="text-small text-ink-soft">{why}</p>
    </div>
  );
}

/** Somebody was faster: the way to the promotion that is open already. */
function OpenPromotion({ error }: { error: { data?: { details: Record<string, unknown> } | null | undefined } | null }) {
  const open = error?.data?.details["id"];
  if (reasonOf(error) !== "already_requested" || typeof open !== "string") return null;
  return <LinkButton size="small" href={`/promotions/${open}`}>Go to the open promotion</LinkButton>;
}

function isFree({ present, open }: StageChoice, number: number): boolean {
  return present !== number && open === null;
}
