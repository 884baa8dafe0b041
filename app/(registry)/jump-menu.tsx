"use client";

import { useCallback, useMemo } from "react";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { reasonOf } from "#app/_trpc/faults.ts";
import { CommandMenu, type CommandItem } from "#app/_ui/command-menu.tsx";
import type { SiteRole } from "#server/identity/schema.ts";
import { mostQueryCharacters, type Completions, type Found } from "#server/search/schema.ts";
import { catalogueHref } from "./models/(catalogue)/address.ts";

const places: CommandItem[] = [
  { id: "catalogue", label: "Catalogue", group: "Go to", icon: "catalogue", keys: "g c", href: "/models" },
  { id: "reviews", label: "Reviews", group: "Go to", icon: "reviews", keys: "g r", href: "/reviews" },
  { id: "deployments", label: "Deployments", group: "Go to", icon: "deployments", words: "running drift pipeline rollout", keys: "g d", href: "/deployments" },
  { id: "notifications", label: "Notifications", group: "Go to", icon: "bell", keys: "g n", words: "unread mentions mute", href: "/notifications" },
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

/** ⌘K: every page, what the words are found in, and what a query may go on with. */
export function JumpMenu({ siteRole }: { siteRole: SiteRole }) {
  const client = useTRPCClient();
  const items = useMemo(() => [...places, ...(siteRole === "admin" ? adminPlaces : []), ...(siteRole === "member" ? [] : [auditPlace])], [siteRole]);
  const search = useCallback(
    async (query: string) => {
      if (query.length > mostQueryCharacters) return [];
      // A query that is not right yet finds nothing; that is for the catalogue to explain.
      const found = client.search.find.query({ query, limit: 8 }).then(itemsOf, (error: unknown) => {
        if (reasonOf(error) === null) throw error;
        return [];
      });
      const completed = client.search.complete.query({ query, at: query.length }).then((completions) => narrowed(query, completions));
      return [...await found, ...await completed, { id: "all", label: `Search the catalogue for “${query}”`, group: "Catalogue", icon: "search", href: catalogueHref({ query }) } satisfies CommandItem];
    },
    [client],
  );
  return <CommandMenu items={items} search={search} />;
}

function itemsOf(found: Found): CommandItem[] {
  if (found.in === "versions") {
    return found.items.map(({ id, model, number }) => ({ id, label: `${model} v${number}`, group: "Versions", icon: "layers", href: `/models/${model}/versions/${number}` }));
  }
  return found.items.map(({ id, reference, newestVersion }) => ({
    id, label: reference, detail: newestVersion === null ? "no version yet" : `v${newestVersion}`, group: "Models", icon: "layers", href: `/models/${reference}`,
  }));
}

const mostNarrowed = 4;

/** The query with each value that may be meant at its end. Names of models are found as models already. */
function narrowed(query: string, { from, to, items }: Completions): CommandItem[] {
  return items.filter(({ kind }) => kind === "value").slice(0, mostNarrowed).map(({ insert, detail }) => {
    const whole = `${query.slice(0, from)}${insert}${query.slice(to)}`.trim();
    return { id: `narrowed ${whole}`, label: whole, detail, group: "Catalogue", icon: "filter", href: catalogueHref({ query: whole }) };
  });
}
