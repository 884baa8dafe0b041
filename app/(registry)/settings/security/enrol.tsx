"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { CodeField, useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Copy } from "#app/_ui/copy.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

const form = "enrol";

/** Sets up an authenticator: a fresh sign-in, the secret, a code of it, and then the recovery codes. */
export function Enrol() {
  const trpc = useTRPC();
  const router = useRouter();
  const signIn = useFreshSignIn();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const begin = useMutation(trpc.secondFactor.begin.mutationOptions());
  const confirm = useMutation(trpc.secondFactor.confirm.mutationOptions());
  const faults = faultsOf(begin.data ? confirm.error : begin.error);

  async function start() {
    try {
      await signIn.prove();
      await begin.mutateAsync();
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (begin.data) confirm.mutate({ code });
    else void start();
  }

  function change(next: boolean) {
    setOpen(next);
    if (next) return;
    if (confirm.isSuccess) router.refresh();
    begin.reset();
    confirm.reset();
    setCode("");
  }

  const step = confirm.data ? "codes" : begin.data ? "confirm" : "begin";
  return (
    <Dialog
      open={open} onOpenChange={change}
      trigger={<Button size="small">Set up</Button>}
      title={step === "codes" ? "The second factor is on" : "Set up a second factor"}
      description={step === "begin" ? "You need an authenticator: an application on your phone or in your password manager that shows codes." : undefined}
      footer={step === "codes"
        ? <DialogClose><Button variant="primary">I have kept them</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={signIn.pending || begin.isPending || confirm.isPending}>{step === "begin" ? "Go on" : "Turn it on"}</Button></>}
    >
      {confirm.data ? <RecoveryCodes codes={confirm.data.codes} /> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          {begin.data ? (
            <>
              <p>Scan this with your authenticator, or type the secret into it.</p>
              <QrCode {...begin.data.qr} />
              <Copy text={begin.data.secret} label="Copy the secret" />
              <CodeField label="The code that it shows now" hint="Six digits." value={code} onChange={setCode} error={faults.fields["code"]} />
            </>
          ) : signIn.fields ?? <p className="text-ink-soft">You signed in a moment ago, so nothing more is asked of you.</p>}
        </form>
      )}
    </Dialog>
  );
}

/** Dark on light with a margin of four squares, whatever the colours of the page: that is what cameras read. */
function QrCode({ size, path }: { size: number; path: string }) {
  return (
    <svg role="img" aria-label="The QR code for your authenticator" viewBox={`-4 -4 ${size + 8} ${size + 8}`} width={220} height={220} shapeRendering="crispEdges" className="justify-self-center rounded-sm border border-line">
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
