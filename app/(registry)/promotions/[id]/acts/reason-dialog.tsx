"use client";

import { useState, type ReactElement, type ReactNode } from "react";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, type ButtonVariant } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/**
 * An act that wants a reason. It closes when the act has arrived; until then what was typed is kept.
 * @param act rejects when the registry refuses; the refusal comes back as `error`
 */
export function ReasonDialog({
  trigger, title, description, hint, keep, confirm, variant = "danger", pending, error, act, children,
}: {
  trigger: ReactElement;
  title: string;
  description: string;
  hint: string;
  /** The button that does nothing. */
  keep: string;
  confirm: string;
  variant?: ButtonVariant;
  pending: boolean;
  error: unknown;
  act: (reason: string) => Promise<unknown>;
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const faults = faultsOf(error);

  async function send() {
    try {
      await act(reason);
    } catch {
      return;
    }
    setReason("");
    setOpen(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose><Button>{keep}</Button></DialogClose>
          <Button variant={variant} pending={pending} onClick={() => void send()}>{confirm}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextAreaField label="Why" required autoFocus rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} hint={hint} error={faults.fields["reason"]} />
        {children}
      </div>
    </Dialog>
  );
}
