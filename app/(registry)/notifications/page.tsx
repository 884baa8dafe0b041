import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { NotificationsList } from "./notifications-list.tsx";
import { hrefOf, type Shown } from "./shown.ts";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<{ show?: string | string[]; cursor?: string | string[] }> }) {
  const { show, cursor: from } = await searchParams;
  const shown: Shown = show === "all" ? "all" : "unread";
  const cursor = typeof from === "string" ? from : undefined;
  const { notifications } = await api();
  const list = { unread: shown === "unread", ...(cursor ? { cursor } : {}) };
  const { unread } = await load(notifications.count());
  return (
    <Hydrate queries={[{ queryKey: trpc.notifications.list.queryKey(list), queryFn: () => notifications.list(list) }]}>
      <PageHeader title="Notifications" lead="What concerns you, each thing once." act={<LinkButton href="/settings/notifications" icon="settings">Choose what you hear of</LinkButton>} />
      <div className="mb-5"><Tabs label="Notifications" tabs={[{ label: "Unread", href: hrefOf("unread"), count: unread }, { label: "All", href: hrefOf("all") }]} current={hrefOf(shown)} /></div>
      <NotificationsList key={`${shown} ${cursor ?? ""}`} shown={shown} cursor={cursor} now={Date.now()} />
    </Hydrate>
  );
}
