"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";

/**
 * Goes to the single sign-on provider, and comes back to `next`.
 * @param again whether the provider has to ask who it is, also somebody whom it knows already
 */
export function ProviderButton({ provider, next, again = false, variant = "secondary" }: { provider: string; next: string; again?: boolean; variant?: "primary" | "secondary" }) {
  const [pending, setPending] = useState(false);

  async function go() {
    setPending(true);
    try {
      await signIn("oidc", { callbackUrl: next }, again ? { prompt: "login", max_age: "0" } : {});
    } catch {
      window.location.assign("/sign-in?error=OAuthSignin");
    }
  }

  return <Button variant={variant} icon="key" pending={pending} onClick={() => void go()}>{again ? `Sign in again with ${provider}` : `Sign in with ${provider}`}</Button>;
}
