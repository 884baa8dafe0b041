import type { Metadata } from "next";
import { api } from "#app/_trpc/server.tsx";
import { DeadLink } from "../../dead-link.tsx";
import { readLink } from "../../read-link.ts";
import { ResetForm } from "./reset-form.tsx";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const person = await readLink((await api()).passwords.readLink({ secret }));
  if (!person) return <DeadLink title="This link is over">It was used, replaced by a newer one, or its time has passed. Ask for another.</DeadLink>;
  return <ResetForm secret={secret} email={person.email} />;
}
