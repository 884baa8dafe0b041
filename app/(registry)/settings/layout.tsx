import type { ReactNode } from "react";
import { Tabs } from "#app/_ui/tabs.tsx";

const tabs = [
  { label: "Profile", href: "/settings/profile" },
  { label: "Security", href: "/settings/security" },
  { label: "Notifications", href: "/settings/notifications" },
  { label: "API tokens", href: "/settings/tokens" },
];

/** What everybody keeps for themselves. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Tabs label="Your settings" tabs={tabs} />
      <div className="pt-6">{children}</div>
    </>
  );
}
