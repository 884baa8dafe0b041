"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ProviderButton } from "#app/(auth)/sign-in/provider-button.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** How somebody shows once more that they are the owner of their account, for an act that wants it. */
export interface Proof {
  /** What they fill in, or where they go. */
  field: ReactNode;
  /** @returns whether the act can be tried; `error` says why not */
  prove: () => Promise<boolean>;
  pending: boolean;
  error: unknown;
  reset: () => void;
}

/** Their password; where they have signed in with the single sign-on provider, a sign-in there of the last few minutes. */
export function useProof(): Proof {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());
  const { data: me } = useQuery(trpc.identity.whoami.queryOptions());
  const { data: ways } = useQuery(trpc.settings.signInWays.queryOptions());
  const provider = me?.signedInBy === "oidc" ? (ways?.provider ?? null) : null;

  async function prove(): Promise<boolean> {
    if (provider !== null) return true;
    try {
      await confirm.mutateAsync({ password });
    } catch {
      return false;
    }
    setPassword("");
    return true;
  }

  const field = provider === null
    ? <TextField label="Your password, once more" type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
    : <SignInAgain provider={provider} isFresh={me?.isFresh === true} />;
  return { field, prove, pending: confirm.isPending, error: confirm.error, reset: confirm.reset };
}

function SignInAgain({ provider, isFresh }: { provider: string; isFresh: boolean }) {
  if (isFresh) return <p className="text-small text-ink-soft">You have signed in with {provider} within the last ten minutes, which is enough for this.</p>;
  return (
    <Notice tone="wait" title={`This wants a fresh sign-in with ${provider}`} action={<ProviderButton provider={provider} next={window.location.href} again />}>
      You come back to this page. What is typed here is not kept.
    </Notice>
  );
}
