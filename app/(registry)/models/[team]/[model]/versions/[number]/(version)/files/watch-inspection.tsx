"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { VersionInspection } from "./inspected.ts";
import { useInspection } from "./use-inspection.ts";

/** Has the server render the page anew when more of the version's files have been looked into. It shows nothing itself. */
export function WatchInspection({ reference, found }: { reference: string; found: VersionInspection }) {
  const router = useRouter();
  const { pending } = useInspection(reference, found);

  useEffect(() => {
    if (pending !== found.pending) router.refresh();
  }, [pending, found.pending, router]);

  return null;
}
