"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ProviderButton } from "#app/(auth)/sign-in/provider-button.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** How often it is asked whether the sign-in is fresh still, in milliseconds. */
const pulse = 60_000;

interface FreshSignIn {
  /** Whether the password is asked for. */
  asksPassword: boolean;
  /** What to fill in, in the form of the act; nothing while a sign-in is fresh. */
  fields: ReactNode;
  /** Proves it, before the act. Rejects when the registry does not take it; the fields then say why. */
  prove: () => Promise<void>;
  pending: boolean;
}

/**
 * For acts that want a sign-in of the last ten minutes: asks for the password once more, and for a code where there is a second
 * factor; sends who has come by the single sign-on provider back there.
 */
export function useFreshSignIn(): FreshSignIn {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { data: proofs, refetch } = useQuery({ ...trpc.identity.proofs.queryOptions(), staleTime: 0, refetchInterval: pulse });
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());
  const asks = proofs !== undefined && !proofs.fresh;
  const faults = faultsOf(confirm.error);

  async function prove() {
    if (!asks || proofs.provider !== null || !proofs.password) return;
    await confirm.mutateAsync({ password, ...(code === "" ? {} : { code }) });
    setPassword("");
    setCode("");
    await refetch();
  }

  const fields = !asks ? null : proofs.provider !== null ? <SignInAgain provider={proofs.provider} /> : proofs.password ? (
    <>
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      <PasswordField value={password} onChange={setPassword} error={faults.fields["password"]} />
      {proofs.secondFactor && <CodeField label="Your code" value={code} onChange={setCode} error={faults.fields["code"]} />}
    </>
  ) : <Notice tone="wait" title="This wants a sign-in of the last ten minutes">Sign out and in again, then come back.</Notice>;
  return { asksPassword: asks && proofs.provider === null && proofs.password, fields, prove, pending: confirm.isPending };
}

function SignInAgain({ provider }: { provider: string }) {
  return (
    <Notice tone="wait" title="This wants a sign-in of the last ten minutes" action={<ProviderButton provider={provider} next={window.location.href} again />}>
      You come back to this page. What is typed here is not kept.
    </Notice>
  );
}

/** The password, to prove who asks. */
export function PasswordField({ value, onChange, error }: { value: string; onChange: (password: string) => void; error: string | undefined }) {
  return <TextField label="Your password, once more" type="password" autoComplete="current-password" value={value} onChange={(event) => onChange(event.target.value)} error={error} />;
}

/** A code of an authenticator, or a recovery code. */
export function CodeField({ label, hint = "Six digits from your authenticator, or a recovery code.", value, onChange, error }: {
  label: string;
  hint?: string;
  value: string;
  onChange: (code: string) => void;
  error: string | undefined;
}) {
  return <TextField label={label} hint={hint} mono autoComplete="one-time-code" spellCheck={false} autoCapitalize="none" value={value} onChange={(event) => onChange(event.target.value)} error={error} />;
}
