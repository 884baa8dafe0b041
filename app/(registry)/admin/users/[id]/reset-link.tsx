"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { SecretLink } from "#app/(registry)/secret-link.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** Makes a link by which somebody chooses a new password. */
export function ResetLink({ user, name }: { user: string; name: string }) {
  const trpc = useTRPC();
  const form = useId();
  const [open, setOpen] = useState(false);
  const signIn = useFreshSignIn();
  const make = useMutation(trpc.passwords.makeLink.mutationOptions());
  const { rest } = faultsOf(make.error);

  async function send() {
    try {
      await signIn.prove();
      await make.mutateAsync({ user });
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  return (
    <Dialog
      open={open} onOpenChange={(next) => { setOpen(next); make.reset(); }}
      trigger={<Button>Reset the password</Button>}
      title={make.data ? `The link for ${name}` : `Make ${name} a link for a new password?`}
      description={make.data ? undefined : "A link that was made before ends. Their present password counts until they have used it; then all their sessions end."}
      footer={make.data
        ? <DialogClose><Button variant="primary">Done</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={signIn.pending || make.isPending}>Make the link</Button></>}
    >
      {make.data ? <SecretLink path={`/reset/${make.data.secret}`} expiresAt={make.data.expiresAt}>Hand it to them by a channel that you trust.</SecretLink> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {rest && <Notice tone="refuse" title={rest} live />}
          {signIn.fields ?? <p className="text-ink-soft">You signed in a moment ago, so nothing more is asked of you.</p>}
        </form>
      )}
    </Dialog>
  );
}
