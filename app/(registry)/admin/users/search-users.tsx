"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Input } from "#app/_ui/field.tsx";

const addressOf = (words: string) => (words === "" ? "/admin/users" : `/admin/users?search=${encodeURIComponent(words)}`);

/** Searches as it is typed; the address keeps what is searched for. Without scripts, Enter does it. */
export function SearchUsers({ search }: { search: string }) {
  const router = useRouter();
  const [typed, setTyped] = useState(search);
  const [pending, start] = useTransition();
  const wanted = typed.trim();

  useEffect(() => {
    if (wanted === search) return undefined;
    const timer = setTimeout(() => start(() => router.replace(addressOf(wanted), { scroll: false })), 250);
    return () => clearTimeout(timer);
  }, [wanted, search, router]);

  return (
    <form role="search" action="/admin/users" className="w-full max-w-80" aria-busy={pending}>
      <Input type="search" name="search" aria-label="Search users" placeholder="Name or e-mail" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </form>
  );
}
