import type { Metadata } from "next";
import { api } from "#app/_trpc/server.tsx";
import { DeadLink } from "../dead-link.tsx";
import { AskForm } from "./ask-form.tsx";

export const metadata: Metadata = { title: "Forgot your password" };

export default async function ForgotPage() {
  const { mails } = await (await api()).passwords.mails();
  if (!mails) return <DeadLink title="Forgot your password?">This registry sends no mail. An administrator can make you a link by which you choose a new password.</DeadLink>;
  return <AskForm />;
}
