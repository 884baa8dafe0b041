import type { Metadata } from "next";
import { api } from "#app/_trpc/server.tsx";
import { DeadLink } from "../../dead-link.tsx";
import { readLink } from "../../read-link.ts";
import { AcceptForm } from "./accept-form.tsx";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const invitation = await readLink((await api()).invitations.read({ secret }));
  if (!invitation) return <DeadLink title="This invitation is over">It was used, taken back, or its time has passed. Ask whoever sent it for another.</DeadLink>;
  if (invitation.taken) {
    return <DeadLink title="You have an account already">{`Somebody signs in as ${invitation.email} here. If that is you, sign in, and ask ${invitation.by} to add you to the team by that address.`}</DeadLink>;
  }
  return <AcceptForm secret={secret} invitation={invitation} />;
}
