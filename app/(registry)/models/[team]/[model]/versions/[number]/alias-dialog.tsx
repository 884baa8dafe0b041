"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { ModelDetail } from "#server/models/schema.ts";

/** Points an alias of the model at this version, or takes one away. Nobody has to sign for that. */
export function AliasDialog({ model, number, aliases }: { model: string; number: number; aliases: ModelDetail["aliases"] }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const settle = async () => {
    router.refresh();
    await queries.invalidateQueries();
  };
  const set = useMutation(
    trpc.pointers.setAlias.mutationOptions({
      onSuccess: async (_, { alias }) => {
        setOpen(false);
        toast({ title: `${alias} names v${number} now`, tone: "allow" });
        await settle();
      },
    }),
  );
  const remove = useMutation(trpc.pointers.removeAlias.mutationOptions({ onSuccess: settle }));
  const faults = faultsOf(set.error);
  const present = aliases.find(({ alias }) => alias === typed.trim());
  const here = aliases.filter(({ version }) => version === number);

  function change(next: boolean) {
    setOpen(next);
    if (!next) return;
    set.reset();
    remove.reset();
    setTyped("");
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    set.mutate({ model, alias: formText(new FormData(event.currentTarget), "alias").trim(), version: number });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="small" variant="quiet" icon="tag">Set alias…</Button>}
      title={`Aliases of v${number}`}
      description="An alias is a name that moves freely, such as champion. Stages move only by a promotion."
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={id} variant="primary" pending={set.isPending}>Set alias</Button>
        </>
      )}
    >
      <div className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="The alias was not set" live>{faults.rest}</Notice>}
        {remove.isError && <Notice tone="refuse" title="The alias was not removed" live>{messageOf(remove.error)}</Notice>}
        <form id={id} noValidate onSubmit={submit}>
          <TextField
            label="Alias" name="alias" mono required autoFocus autoComplete="off" spellCheck={false} maxLength={64} list={`${id}-known`}
            onChange={(event) => setTyped(event.target.value)} error={faults.fields["alias"]}
            hint={aliasHint(model, number, typed.trim(), present?.version)}
          />
          <datalist id={`${id}-known`}>{aliases.map(({ alias }) => <option key={alias} value={alias}>{alias}</option>)}</datalist>
        </form>
        {here.length > 0 && (
          <ul aria-label={`Aliases that name v${number}`} className="divide-y divide-line border-y border-line">
            {here.map(({ alias }) => (
              <li key={alias} className="flex items-center justify-between gap-3 py-1.5">
                <span className="font-mono">{alias}</span>
                <Button size="small" variant="danger" pending={remove.isPending && remove.variables.alias === alias} onClick={() => remove.mutate({ model, alias })}>
                  Remove<span className="sr-only"> {alias}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function aliasHint(model: string, number: number, typed: string, present: number | undefined): string {
  if (present === number) return `${typed} names v${number} already.`;
  if (present !== undefined) return `${typed} names v${present} now, and moves here.`;
  return `Then ${model}@${typed || "champion"} names v${number}. Lower-case letters, digits and hyphens.`;
}
