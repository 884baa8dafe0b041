"use client";

import { signIn } from "next-auth/react";
import { useState, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** What stands for the refusal of a right password that wants a code too. */
const wantsCode = "second_factor_required";

/** @param mails whether the registry mails a link to who has forgotten their password */
export function SignInForm({ next, mails }: { next: string; mails: boolean }) {
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [typed, setTyped] = useState({ email: "", password: "", code: "" });
  const [step, setStep] = useState<"password" | "code">("password");
  const type = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    setFault(null);
    const refusal = await tryToSignIn(typed);
    if (refusal === null) {
      // A whole new page: nothing that was fetched for somebody else stays.
      window.location.assign(next);
      return;
    }
    if (refusal === wantsCode) setStep("code");
    else setFault(refusal);
    setPending(false);
  }

  function goBack() {
    setStep("password");
    setFault(null);
    type({ code: "" });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      <h1 className="text-title font-semibold">{step === "code" ? "Your second factor" : "Sign in"}</h1>
      {fault && <Notice tone="refuse" title={fault} live />}
      {step === "password" ? (
        <>
          <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus value={typed.email} onChange={(event) => type({ email: event.target.value })} />
          <TextField label="Password" name="password" type="password" autoComplete="current-password" required value={typed.password} onChange={(event) => type({ password: event.target.value })} />
          <Button type="submit" variant="primary" pending={pending}>Sign in</Button>
          {mails
            ? <p className="text-small text-ink-soft"><Link href="/reset" className="link">Forgot your password?</Link> No account yet? An administrator of this registry can invite you.</p>
            : <p className="text-small text-ink-soft">No account yet, or the password forgotten? An administrator of this registry can help.</p>}
        </>
      ) : (
        <>
          <TextField
            label="Code" name="code" mono autoComplete="one-time-code" spellCheck={false} autoCapitalize="none" required autoFocus
            hint={`Six digits from your authenticator, or one of your recovery codes, for ${typed.email}.`}
            value={typed.code} onChange={(event) => type({ code: event.target.value })}
          />
          <Button type="submit" variant="primary" pending={pending}>Sign in</Button>
          <Button variant="quiet" onClick={goBack}>Back</Button>
          <p className="text-small text-ink-soft">Neither at hand? An administrator of this registry can take the second factor away.</p>
        </>
      )}
    </form>
  );
}

/** @returns null when it worked, `wantsCode`, or what to tell the person */
async function tryToSignIn({ email, password, code }: { email: string; password: string; code: string }): Promise<string | null> {
  try {
    const result = await signIn("credentials", { email, password, ...(code === "" ? {} : { code }), redirect: false });
    if (result?.ok) return null;
    if (!result?.error || result.error === "CredentialsSignin") return "That e-mail address and password don't belong together.";
    return result.error;
  } catch {
    return "The registry can't be reached. Check your connection, then try again.";
  }
}
