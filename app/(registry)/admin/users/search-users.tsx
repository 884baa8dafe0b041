"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Input, Select } from "#app/_ui/field.tsx";
import type { AccountState } from "#server/accounts/schema.ts";
import { siteRoles, type SiteRole } from "#server/identity/schema.ts";
import { siteRoleNames } from "./site-role-words.ts";

/** Searches as it is typed, and narrows by role and state; the address keeps all three. Without scripts, Enter does it. */
export function SearchUsers({ search, role, state }: { search: string; role: SiteRole | undefined; state: AccountState | undefined }) {
  const router = useRouter();
  const [typed, setTyped] = useState(search);
  const [pending, start] = useTransition();
  const wanted = typed.trim();

  function go(next: { search?: string; role?: string; state?: string }) {
    const all = { search: wanted, role: role ?? "", state: state ?? "", ...next };
    const query = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ""));
    start(() => router.replace(`/admin/users?${query.toString()}`, { scroll: false }));
  }

  useEffect(() => {
    if (wanted === search) return undefined;
    const timer = setTimeout(() => go({ search: wanted }), 250);
    return () => clearTimeout(timer);
  });

  return (
    <form role="search" action="/admin/users" className="flex w-full flex-wrap gap-2 sm:w-auto" aria-busy={pending}>
      <span className="w-full sm:w-80"><Input type="search" name="search" aria-label="Search users" placeholder="Name or e-mail" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} /></span>
      <Select name="role" aria-label="Site role" value={role ?? ""} onChange={(event) => go({ role: event.target.value })}>
        <option value="">Every role</option>
        {siteRoles.map((each) => <option key={each} value={each}>{siteRoleNames[each]}</option>)}
      </Select>
      <Select name="state" aria-label="State" value={state ?? ""} onChange={(event) => go({ state: event.target.value })}>
        <option value="">Every state</option>
        <option value="active">Active</option>
        <option value="deactivated">Deactivated</option>
      </Select>
    </form>
  );
}
