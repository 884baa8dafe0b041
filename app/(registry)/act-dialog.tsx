"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type ReactElement, type ReactNode } from "react";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, type ButtonVariant } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useFreshSignIn } from "./fresh-sign-in.tsx";

/**
 * An act that is confirmed in a dialog. It closes when the act has arrived, and the page is read anew.
 * @param fresh whether the act wants a fresh sign-in, which is then asked for
 * @param act rejects when the registry refuses; the refusal comes back as `error`
 */
export function ActDialog({ fresh = false, ...rest }: Words & { fresh?: boolean }) {
  return fresh ? <FreshDialog {...rest} /> : <PlainDialog {...rest} />;
}

interface Words {
  trigger: ReactElement;
  title: string;
  description: string;
  /** The button that does nothing. */
  keep: string;
  confirm: string;
  variant?: ButtonVariant;
  /** What is said when it is done. */
  done: string;
  pending: boolean;
  error: unknown;
  act: () => Promise<unknown>;
  children?: ReactNode;
}

function FreshDialog({ children, act, pending, ...rest }: Words) {
  const signIn = useFreshSignIn();
  const prove = async () => {
    await signIn.prove();
    await act();
  };
  return <PlainDialog {...rest} act={prove} pending={pending || signIn.pending}>{children}{signIn.fields}</PlainDialog>;
}

function PlainDialog({ trigger, title, description, keep, confirm, variant = "danger", done, pending, error, act, children }: Words) {
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const { rest } = faultsOf(error);

  async function send() {
    try {
      await act();
    } catch {
      return;
    }
    setOpen(false);
    toast({ title: done });
    router.refresh();
  }

  return (
    <Dialog
      open={open} onOpenChange={setOpen} trigger={trigger} title={title} description={description}
      footer={<><DialogClose><Button>{keep}</Button></DialogClose><Button variant={variant} type="submit" form={form} pending={pending}>{confirm}</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} className="grid gap-4">
        {rest && <Notice tone="refuse" title={rest} live />}
        {children}
      </form>
    </Dialog>
  );
}
