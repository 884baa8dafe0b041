import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { api } from "#app/_trpc/server.tsx";
import { ownPath } from "./own-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const { empty } = await (await api()).identity.status();
  if (empty) redirect("/setup");
  const { callbackUrl } = await searchParams;
  return <SignInForm next={ownPath(callbackUrl)} />;
}
