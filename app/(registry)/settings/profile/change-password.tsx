"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { CodeField } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

const empty = { current: "", code: "", password: "" };

/** Changes one's own password: the present one, and a code where there is a second factor, prove who asks. */
export function ChangePassword({ email, secondFactor }: { email: string; secondFactor: boolean }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState(empty);
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());
  const change = useMutation(trpc.passwords.change.mutationOptions());
  const proof = faultsOf(confirm.error);
  const faults = faultsOf(change.error);
  const type = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }));

  async function send() {
    change.reset();
    try {
      await confirm.mutateAsync({ password: typed.current, ...(typed.code === "" ? {} : { code: typed.code }) });
      const { sessions } = await change.mutateAsync({ current: typed.current, password: typed.password });
      setTyped(empty);
      toast({ title: "Your password is changed", detail: sessions === 0 ? "You have no other sessions." : "Your other sessions have ended." });
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  const rest = proof.rest ?? faults.rest;
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      {rest && <Notice tone="refuse" title={rest} live />}
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField label="Present password" type="password" autoComplete="current-password" value={typed.current} onChange={(event) => type({ current: event.target.value })} error={proof.fields["password"] ?? faults.fields["current"]} />
      {secondFactor && <CodeField label="Your code" value={typed.code} onChange={(code) => type({ code })} error={proof.fields["code"]} />}
      <TextField
        label="New password" type="password" autoComplete="new-password" hint="At least 10 characters. Your other sessions end with it."
        value={typed.password} onChange={(event) => type({ password: event.target.value })} error={faults.fields["password"]}
      />
      <div><Button type="submit" pending={confirm.isPending || change.isPending}>Change the password</Button></div>
    </form>
  );
}
