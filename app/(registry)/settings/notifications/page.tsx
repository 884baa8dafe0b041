import type { Metadata } from "next";
import { api, Hydrate, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { ChoicesForm } from "./choices-form.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationSettingsPage() {
  const { notifications } = await api();
  return (
    <Hydrate queries={[{ queryKey: trpc.notifications.choices.queryKey(), queryFn: () => notifications.choices() }]}>
      <PageHeader title="Notifications" lead="What you hear of, and how. What you have muted brings nothing, whatever is chosen here." />
      <ChoicesForm />
    </Hydrate>
  );
}
