"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Input } from "#app/_ui/field.tsx";

/** Searches as it is typed; the address keeps what is searched for, and how the table is ordered. Without scripts, Enter does it. */
export function SearchTensors({ words }: { words: string }) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [typed, setTyped] = useState(words);
  const [pending, start] = useTransition();
  const wanted = typed.trim();
  const sort = params.get("sort");

  useEffect(() => {
    if (wanted === words) return undefined;
    const query = new URLSearchParams({ ...(wanted === "" ? {} : { q: wanted }), ...(sort === null ? {} : { sort }) });
    const timer = setTimeout(() => start(() => router.replace(`${path}?${query.toString()}`, { scroll: false })), 250);
    return () => clearTimeout(timer);
  }, [wanted, words, sort, path, router]);

  return (
    <form role="search" className="w-full max-w-80" aria-busy={pending}>
      <Input type="search" name="q" aria-label="Search tensors" placeholder="Name or dtype" maxLength={200} spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {sort !== null && <input type="hidden" name="sort" value={sort} />}
    </form>
  );
}
