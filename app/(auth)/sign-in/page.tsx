import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { api } from "#app/_trpc/server.tsx";
import { ownPath } from "./own-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const registry = await api();
  const [{ empty }, { mails }] = await Promise.all([registry.identity.status(), registry.passwords.mails()]);
  if (empty) redirect("/setup");
  const { callbackUrl } = await searchParams;
  return <SignInForm next={ownPath(callbackUrl)} mails={mails} />;
}
