"use client";

import { useMutation } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

/** Sets the password that a link is for. */
export function ResetForm({ secret, email }: { secret: string; email: string }) {
  const trpc = useTRPC();
  const reset = useMutation(trpc.passwords.reset.mutationOptions());
  const faults = faultsOf(reset.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    reset.mutate({ secret, password: formText(new FormData(event.currentTarget), "password") });
  }

  if (reset.isSuccess) {
    return (
      <div className="grid gap-4">
        <h1 className="text-title font-semibold">Your new password counts</h1>
        <Notice tone="allow" title="Sign in with it" live>All sessions of {email} have ended.</Notice>
        <div><LinkButton href="/sign-in" variant="primary">Sign in</LinkButton></div>
      </div>
    );
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <div>
        <h1 className="text-title font-semibold">Choose a new password</h1>
        <p className="mt-1 text-ink-soft">For <span className="break-all text-ink">{email}</span>. All your sessions end with it.</p>
      </div>
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label="New password" name="password" type="password" autoComplete="new-password" required autoFocus minLength={10}
        hint="At least 10 characters. A sentence is easier to remember than signs."
        error={faults.fields["password"]}
      />
      <Button type="submit" variant="primary" pending={reset.isPending}>Set the password</Button>
    </form>
  );
}
