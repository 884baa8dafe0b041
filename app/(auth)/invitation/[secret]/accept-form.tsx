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
import type { TeamRole } from "#server/teams/schema.ts";

/** Makes the account that an invitation is for, and goes on into the registry. */
export function AcceptForm({ secret, invitation: { email, by, teams } }: { secret: string; invitation: { email: string; by: string; teams: { team: string; role: TeamRole }[] } }) {
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: async (_, { password }) => {
        const result = await signIn("credentials", { email, password, redirect: false });
        window.location.assign(result?.ok ? "/models" : "/sign-in");
      },
    }),
  );
  const faults = faultsOf(accept.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accept.mutate({ secret, name: formText(form, "name"), password: formText(form, "password") });
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <div>
        <h1 className="text-title font-semibold">{by} invites you</h1>
        <p className="mt-1 text-ink-soft">
          You will sign in as <span className="font-medium break-all text-ink">{email}</span>
          {teams.length > 0 && <>, and be {teams.map(({ team, role }, at) => <span key={team}>{at > 0 && ", "}{role} in <code>{team}</code></span>)}</>}.
        </p>
      </div>
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      <TextField label="Your name" name="name" autoComplete="name" required autoFocus error={faults.fields["name"]} />
      <TextField
        label="Password" name="password" type="password" autoComplete="new-password" required minLength={10}
        hint="At least 10 characters. A sentence is easier to remember than signs."
        error={faults.fields["password"]}
      />
      <Button type="submit" variant="primary" pending={accept.isPending || accept.isSuccess}>Make your account</Button>
    </form>
  );
}
