"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { CodeField, PasswordField, useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

const form = "renew-codes";

/** Ends the recovery codes, and makes ten new ones. */
export function RenewCodes() {
  const trpc = useTRPC();
  const router = useRouter();
  const signIn = useFreshSignIn();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const renew = useMutation(trpc.secondFactor.renewCodes.mutationOptions());
  const faults = faultsOf(renew.error);

  async function send() {
    try {
      await renew.mutateAsync({ code, ...(signIn.asksPassword ? { password } : {}) });
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  function change(next: boolean) {
    if (next) return;
    if (renew.isSuccess) router.refresh();
    renew.reset();
    setCode("");
    setPassword("");
  }

  return (
    <Dialog
      onOpenChange={change}
      trigger={<Button size="small">New recovery codes</Button>}
      title={renew.data ? "These are your recovery codes now" : "Make new recovery codes?"}
      description={renew.data ? undefined : "Those that you have end, used or not."}
      footer={renew.data
        ? <DialogClose><Button variant="primary">I have kept them</Button></DialogClose>
        : <><DialogClose><Button>Keep the old ones</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={renew.isPending}>Make new ones</Button></>}
    >
      {renew.data ? <RecoveryCodes codes={renew.data.codes} /> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <CodeField label="A code, to make new ones" value={code} onChange={setCode} error={faults.fields["code"]} />
          {signIn.asksPassword && <PasswordField value={password} onChange={setPassword} error={faults.fields["password"]} />}
        </form>
      )}
    </Dialog>
  );
}
