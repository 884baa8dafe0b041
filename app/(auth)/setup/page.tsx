import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { api } from "#app/_trpc/server.tsx";
import { SetUpForm } from "./set-up-form.tsx";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  const { empty } = await (await api()).identity.status();
  if (!empty) redirect("/models");
  return <SetUpForm />;
}
