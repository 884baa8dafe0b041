import type { ReactNode } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";

const tabs = [
  { label: "Users", href: "/admin/users" },
  { label: "Tokens", href: "/admin/tokens" },
  { label: "Stages", href: "/admin/stages" },
  { label: "Policies", href: "/admin/policies" },
  { label: "Checks", href: "/admin/checks" },
  { label: "Tags", href: "/admin/tags" },
  { label: "Cards", href: "/admin/cards" },
  { label: "Metadata", href: "/admin/metadata" },
  { label: "Storage", href: "/admin/storage" },
  { label: "Webhooks", href: "/admin/webhooks" },
  { label: "Audit", href: "/admin/audit" },
  { label: "Single sign-on", href: "/admin/single-sign-on" },
  { label: "Settings", href: "/admin/settings" },
];
/** What auditors read. */
const auditorTabs = tabs.filter(({ href }) => ["/admin/audit", "/admin/policies", "/admin/checks"].includes(href));

/** What administrators keep. Policies and checks can be read by everybody, who come to them by their links. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { siteRole } = await load((await api()).identity.whoami());
  if (siteRole === "member") return children;
  return (
    <>
      <Tabs label="Administration" tabs={siteRole === "admin" ? tabs : auditorTabs} />
      <div className="pt-6">{children}</div>
    </>
  );
}
