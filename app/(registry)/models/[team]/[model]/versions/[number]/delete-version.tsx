"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { formatInstant } from "#app/_ui/format.ts";
import { formText } from "#app/_ui/form-text.ts";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { dependentSchema, type Dependent } from "#server/deletions/schema.ts";

/** Deletes a version. Asked for a reason, and refused with a list of what needs it. */
export function DeleteVersion({ model, number, open, onOpenChange }: { model: string; number: number; open: boolean; onOpenChange: (open: boolean) => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const remove = useMutation(
    trpc.deletions.deleteVersion.mutationOptions({
      onSuccess: ({ restorableUntil }) => {
        toast({ title: `v${number} is deleted`, detail: `It can be restored from here until ${formatInstant(Date.parse(restorableUntil))}.` });
        router.push(`/models/${model}/versions`);
        router.refresh();
      },
    }),
  );
  const inUse = reasonOf(remove.error) === "version_in_use" ? dependentsOf(remove.error) : [];
  const faults = faultsOf(remove.error);

  function change(next: boolean) {
    onOpenChange(next);
    if (!next) remove.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    remove.mutate({ reference: `${model}@${number}`, reason: formText(new FormData(event.currentTarget), "reason") });
  }

  return (
    <Dialog
      open={open} onOpenChange={change}
      title={`Delete v${number}?`}
      description="Nobody can find or fetch it any more. A maintainer can bring it back from the list of versions until its files are given up: for 30 days, unless an administrator has set another time. Its number is never used again."
      footer={(
        <>
          <DialogClose><Button>Keep v{number}</Button></DialogClose>
          <Button type="submit" form={form} variant="danger" icon="delete" pending={remove.isPending || remove.isSuccess}>Delete v{number}</Button>
        </>
      )}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {inUse.length > 0 && <InUse model={model} number={number} dependents={inUse} />}
        {inUse.length === 0 && faults.rest && <Notice tone="refuse" title={`v${number} was not deleted`} live>{faults.rest}</Notice>}
        <TextAreaField label="Why" name="reason" required autoFocus maxLength={2000} hint="Kept with who deleted it and when, for whoever misses it." error={faults.fields["reason"]} />
      </form>
    </Dialog>
  );
}

/** What the refusal names. What it can't be read from is told by its message. */
function dependentsOf(error: unknown): Dependent[] {
  const data = (error as { data?: { details?: { dependents?: unknown } } }).data;
  return dependentSchema.array().safeParse(data?.details?.dependents).data ?? [];
}

const words: Record<Dependent["kind"], string> = { stage: "the stage", alias: "the alias", promotion: "an", version: "the version derived from it," };

function InUse({ model, number, dependents }: { model: string; number: number; dependents: readonly Dependent[] }) {
  return (
    <Notice tone="refuse" title={`v${number} is needed, and is not deleted`} live>
      <p>Point these elsewhere, withdraw or delete them first:</p>
      <ul className="mt-1 max-h-48 list-disc overflow-y-auto ps-4">
        {dependents.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {words[kind]} <Link href={hrefOf(model, kind, name)} className="link">{kind === "promotion" ? "open promotion" : name}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function hrefOf(model: string, kind: Dependent["kind"], name: string): string {
  if (kind === "promotion") return `/promotions/${name}`;
  if (kind === "version") return `/models/${name.replace("@", "/versions/")}`;
  return `/models/${model}/stages`;
}
