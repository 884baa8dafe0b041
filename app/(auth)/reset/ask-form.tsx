"use client";

import { useMutation } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

/** Has a link mailed to who has forgotten their password. What it says is the same whether they have an account or not. */
export function AskForm() {
  const trpc = useTRPC();
  const ask = useMutation(trpc.passwords.askForLink.mutationOptions());
  const faults = faultsOf(ask.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    ask.mutate({ email: formText(new FormData(event.currentTarget), "email") });
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <div>
        <h1 className="text-title font-semibold">Forgot your password?</h1>
        <p className="mt-1 text-ink-soft">A link goes to your address, by which you choose a new one.</p>
      </div>
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      {ask.isSuccess && <Notice tone="allow" title="Look into your mail" live>If {ask.variables.email} has an account with a password here, a link is on its way. It works once, for an hour.</Notice>}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus error={faults.fields["email"]} />
      <Button type="submit" variant="primary" pending={ask.isPending}>Send the link</Button>
      <LinkButton href="/sign-in" variant="quiet">Back to signing in</LinkButton>
    </form>
  );
}
