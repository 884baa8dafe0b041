import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Providers } from "#app/_trpc/client.tsx";
import { api, Hydrate, load, signInWays, trpc } from "#app/_trpc/server.tsx";
import type { RailItem } from "#app/_ui/frame-rail.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Frame } from "#app/_ui/frame.tsx";
import { readTheme, themeCookie } from "#app/_ui/theme.ts";
import { JumpMenu } from "./jump-menu.tsx";
import { NotificationBell } from "./notifications/bell.tsx";
import { StagesProvider } from "./stages-context.tsx";
import { TagMarksProvider } from "./tags-context.tsx";

async function signOut() {
  "use server";
  await (await api()).identity.signOut();
  redirect("/sign-in");
}

const shortcuts = [
  { keys: "g c", label: "Catalogue", group: "Go to", href: "/models" },
  { keys: "g r", label: "Reviews", group: "Go to", href: "/reviews" },
  { keys: "g d", label: "Deployments", group: "Go to", href: "/deployments" },
  { keys: "g n", label: "Notifications", group: "Go to", href: "/notifications" },
  { keys: "g t", label: "API tokens", group: "Go to", href: "/settings/tokens" },
];

/** Why an administrator does not see what administrators see. */
function WithheldRole() {
  return (
    <div className="mb-5">
      <Notice tone="wait" title="You act as a member until you have a second factor" action={<LinkButton size="small" href="/settings/security" icon="lock">Set it up</LinkButton>}>
        Administrators of this registry need one. Once it is set up, you can do everything again.
      </Notice>
    </div>
  );
}

export default async function RegistryLayout({ children }: { children: ReactNode }) {
  const registry = await api();
  const person = await load(registry.identity.whoami());
  const [{ count }, stages, tags, { name }] = await Promise.all([registry.promotions.waiting(), registry.stages.list(), registry.tags.marks(), signInWays()]);
  const admin = person.siteRole === "admin";
  const items: RailItem[] = [
    { label: "Catalogue", href: "/models", icon: "catalogue" },
    { label: "Reviews", href: "/reviews", icon: "reviews", count, owns: ["/promotions"] },
    { label: "Deployments", href: "/deployments", icon: "deployments" },
    { label: "Lineage", href: "/datasets", icon: "lineage", owns: ["/impact", "/recalls"] },
    { label: "Teams", href: "/teams", icon: "people" },
  ];
  if (admin) items.push({ label: "Admin", href: "/admin/users", icon: "admin", owns: ["/admin"] });
  if (person.siteRole === "auditor") items.push({ label: "Audit", href: "/admin/audit", icon: "audit", owns: ["/admin"] });
  return (
    <Providers>
      <Frame
        name={name}
        items={items}
        home="/models"
        person={{ name: person.name, email: person.email, links: [{ label: "Profile", href: "/settings/profile", icon: "person" }, { label: "Security", href: "/settings/security", icon: "lock" }, { label: "Notifications", href: "/settings/notifications", icon: "bell" }, { label: "API tokens", href: "/settings/tokens", icon: "key" }] }}
        extra={<Hydrate queries={[{ queryKey: trpc.notifications.count.queryKey(), queryFn: () => registry.notifications.count() }]}><NotificationBell /></Hydrate>}
        theme={readTheme((await cookies()).get(themeCookie)?.value)}
        signOut={signOut}
        shortcuts={shortcuts}
      >
        <StagesProvider stages={stages}>
          <TagMarksProvider marks={tags}>
            {person.withheldRole && <WithheldRole />}
            {children}
          </TagMarksProvider>
        </StagesProvider>
      </Frame>
      <JumpMenu siteRole={person.siteRole} />
    </Providers>
  );
}
