"use client";

import { signIn } from "next-auth/react";
import { useState, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

export function SignInForm({ next }: { next: string }) {
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFault(null);
    const refusal = await tryToSignIn(formText(form, "email"), formText(form, "password"));
    if (refusal === null) {
      // A whole new page: nothing that was fetched for somebody else stays.
      window.location.assign(next);
      return;
    }
    setFault(refusal);
    setPending(false);
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      <h1 className="text-title font-semibold">Sign in</h1>
      {fault && <Notice tone="refuse" title={fault} live />}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary" pending={pending}>Sign in</Button>
      <p className="text-small text-ink-soft">No account yet, or the password forgotten? An administrator of this registry can help.</p>
    </form>
  );
}

/** @returns null when it worked, else what to tell the person */
async function tryToSignIn(email: string, password: string): Promise<string | null> {
  try {
    const result = await signIn("credentials", { email, password, redirect: false });
    if (result?.ok) return null;
    if (!result?.error || result.error === "CredentialsSignin") return "That e-mail address and password don't belong together.";
    return result.error;
  } catch {
    return "The registry can't be reached. Check your connection, then try again.";
  }
}
