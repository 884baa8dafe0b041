import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { api, signInWays } from "#app/_trpc/server.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { ownPath } from "./own-path.ts";
import { ProviderButton } from "./provider-button.tsx";
import { refusalWords } from "./refusal-words.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> }) {
  const registry = await api();
  const [{ empty }, { mails }] = await Promise.all([registry.identity.status(), registry.passwords.mails()]);
  if (empty) redirect("/setup");
  const { callbackUrl, error } = await searchParams;
  const { passwords, provider } = await signInWays();
  const next = ownPath(callbackUrl);
  const refusal = refusalWords(error);
  return (
    <div className="grid gap-4">
      {refusal && <Notice tone="refuse" title={refusal} />}
      {passwords ? <SignInForm next={next} mails={mails} /> : <h1 className="text-title font-semibold">Sign in</h1>}
      {provider && passwords && <p className="flex items-center gap-3 text-small text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">or</p>}
      {provider && <ProviderButton provider={provider} next={next} variant={passwords ? "secondary" : "primary"} />}
    </div>
  );
}
