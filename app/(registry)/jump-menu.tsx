"use client";

import { useCallback, useMemo } from "react";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { CommandMenu, type CommandItem } from "#app/_ui/command-menu.tsx";
import type { SiteRole } from "#server/identity/schema.ts";

const places: CommandItem[] = [
  { id: "catalogue", label: "Catalogue", group: "Go to", icon: "catalogue", keys: "g c", href: "/models" },
  { id: "reviews", label: "Reviews", group: "Go to", icon: "reviews", keys: "g r", href: "/reviews" },
  { id: "compare", label: "Compare versions", group: "Go to", icon: "compare", words: "difference side by side metrics", href: "/compare" },
  { id: "teams", label: "Teams", group: "Go to", icon: "people", href: "/teams" },
  { id: "policies", label: "Policies", group: "Go to", icon: "policy", words: "rules approvals freeze", href: "/admin/policies" },
  { id: "checks", label: "Checks", group: "Go to", icon: "check", words: "external pipeline report", href: "/admin/checks" },
  { id: "tokens", label: "API tokens", group: "Go to", icon: "key", keys: "g t", href: "/settings/tokens" },
];
const auditPlace: CommandItem = { id: "audit", label: "Audit", group: "Go to", icon: "audit", words: "record log who did what export", href: "/admin/audit" };
const adminPlaces: CommandItem[] = [
  { id: "users", label: "Users", group: "Go to", icon: "admin", href: "/admin/users" },
  { id: "all-tokens", label: "All tokens", group: "Go to", icon: "key", words: "admin machines service accounts revoke", href: "/admin/tokens" },
  { id: "stages", label: "Stages", group: "Go to", icon: "layers", words: "admin colour order retire", href: "/admin/stages" },
  { id: "storage", label: "Storage", group: "Go to", icon: "storage", href: "/admin/storage" },
];

/** ⌘K: every page, and the models that the words are found in. */
export function JumpMenu({ siteRole }: { siteRole: SiteRole }) {
  const client = useTRPCClient();
  const items = useMemo(() => [...places, ...(siteRole === "admin" ? adminPlaces : []), ...(siteRole === "member" ? [] : [auditPlace])], [siteRole]);
  const search = useCallback(
    async (query: string) => {
      const { items: models } = await client.models.list.query({ search: query, limit: 8 });
      return models.map((model): CommandItem => ({
        id: model.id,
        label: model.reference,
        detail: model.newestVersion === null ? "no version yet" : `v${model.newestVersion}`,
        group: "Models",
        icon: "layers",
        href: `/models/${model.reference}`,
      }));
    },
    [client],
  );
  return <CommandMenu items={items} search={search} />;
}
