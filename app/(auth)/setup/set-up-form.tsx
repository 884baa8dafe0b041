"use client";

import { useMutation } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import type { SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

export function SetUpForm() {
  const trpc = useTRPC();
  const setUp = useMutation(
    trpc.identity.setUp.mutationOptions({
      onSuccess: async (_, { email, password }) => {
        await signIn("credentials", { email, password, redirect: false });
        window.location.assign("/models");
      },
    }),
  );
  const faults = faultsOf(setUp.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setUp.mutate({ name: formText(form, "name"), email: formText(form, "email"), password: formText(form, "password") });
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <div>
        <h1 className="text-title font-semibold">Set up this registry</h1>
        <p className="mt-1 text-ink-soft">You are the first here. This account becomes the administrator, who adds people and teams.</p>
      </div>
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      <TextField label="Your name" name="name" autoComplete="name" required autoFocus error={faults.fields["name"]} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required error={faults.fields["email"]} />
      <TextField
        label="Password" name="password" type="password" autoComplete="new-password" required minLength={10}
        hint="At least 10 characters. A sentence is easier to remember than signs."
        error={faults.fields["password"]}
      />
      <Button type="submit" variant="primary" pending={setUp.isPending || setUp.isSuccess}>Create the administrator</Button>
    </form>
  );
}
