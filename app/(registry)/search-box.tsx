"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Input } from "#app/_ui/field.tsx";

/** The address of a page with what is searched for, and with what else it keeps. */
function addressOf(path: string, words: string, keep: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...keep, ...(words === "" ? {} : { search: words }) }).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Searches a list as it is typed; the address keeps what is searched for. Without scripts, Enter does it. */
export function SearchBox({ path, label, placeholder, search, keep = {} }: { path: string; label: string; placeholder: string; search: string; keep?: Readonly<Record<string, string>> }) {
  const router = useRouter();
  const [typed, setTyped] = useState(search);
  const [pending, start] = useTransition();
  const wanted = typed.trim();
  const address = addressOf(path, wanted, keep);

  useEffect(() => {
    if (wanted === search) return undefined;
    const timer = setTimeout(() => start(() => router.replace(address, { scroll: false })), 250);
    return () => clearTimeout(timer);
  }, [wanted, search, address, router]);

  return (
    <form role="search" action={path} className="w-full max-w-80" aria-busy={pending}>
      {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Input type="search" name="search" aria-label={label} placeholder={placeholder} maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </form>
  );
}
