"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Token } from "#server/tokens/schema.ts";
import { NewSecret } from "./new-secret.tsx";
import { useTokensChanged } from "./use-tokens-changed.ts";

const overlaps = [
  { hours: 0, label: "Not at all: the old secret ends at once" },
  { hours: 1, label: "1 hour" },
  { hours: 24, label: "1 day" },
  { hours: 72, label: "3 days" },
  { hours: 168, label: "7 days" },
];

/** Gives a token a new secret. Both are good for a while, so that what uses it can be changed over. */
export function RotateToken({ token, origin }: { token: Token; origin: string }) {
  const trpc = useTRPC();
  const changed = useTokensChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState(24);
  const rotate = useMutation(trpc.tokens.rotate.mutationOptions());
  const faults = faultsOf(rotate.error);
  const made = rotate.data;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rotate.mutate({ id: token.id, overlapHours: hours });
  }

  // The row that holds this dialog may go once the list is read again: not before the secret was seen.
  function change(next: boolean) {
    setOpen(next);
    if (next) return;
    if (made) void changed();
    rotate.reset();
  }

  return (
    <Dialog
      open={open} onOpenChange={change} width={made ? "wide" : "medium"}
      trigger={<Button size="small" variant="quiet" aria-label={`Rotate ${token.name}`}>Rotate</Button>}
      title={made ? `${token.name} has a new secret` : `Rotate ${token.name}?`}
      description={made ? undefined : <>A new token takes the place of <code>{token.prefix}</code>, with the same scopes, models and length of life.</>}
      footer={made
        ? <DialogClose><Button>I have stored it</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={rotate.isPending}>Rotate the token</Button></>}
    >
      {made ? (
        <div className="grid gap-4">
          <NewSecret secret={made.secret} expiresAt={made.expiresAt} origin={origin} />
          <p className="text-ink-soft">The old one, <code>{token.prefix}</code>, {hours === 0 ? "has ended." : <>ends <RelativeTime at={made.overlapEndsAt} />.</>}</p>
        </div>
      ) : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <SelectField label="The old secret stays good for" hint="Never longer than it would have been." value={hours} onChange={(event) => setHours(Number(event.target.value))} error={faults.fields["overlapHours"]}>
            {overlaps.map((overlap) => <option key={overlap.hours} value={overlap.hours}>{overlap.label}</option>)}
          </SelectField>
        </form>
      )}
    </Dialog>
  );
}
