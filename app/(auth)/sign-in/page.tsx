import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { api } from "#app/_trpc/server.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const { empty } = await (await api()).identity.status();
  if (empty) redirect("/setup");
  const { callbackUrl } = await searchParams;
  return <SignInForm next={ownPath(callbackUrl)} />;
}

/** Only a path of this registry may be where signing in leads. */
function ownPath(given: string | string[] | undefined): string {
  if (typeof given !== "string") return "/models";
  const url = URL.canParse(given, "http://own") ? new URL(given, "http://own") : null;
  return url?.origin === "http://own" && given.startsWith("/") ? `${url.pathname}${url.search}` : "/models";
}
