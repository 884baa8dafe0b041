"use client";

import { Button, LinkButton } from "#app/_ui/button.tsx";
import type { Blocker } from "#server/promotions/schema.ts";
import { useDesk } from "../desk.tsx";

/** The button that clears a blocker, for who can. What is done in another place is a way there. */
export function BlockerAct({ blocker: { clear, you: yours, about }, review }: { blocker: Blocker; review: string | null }) {
  const { subject: { you, version, threads, signed }, isStale, setSigning } = useDesk();
  if (!yours) return null;
  const approve = !signed && you.cannotReview === null && <Button size="small" icon="check" disabled={isStale} onClick={() => setSigning(true)}>Approve v{version}…</Button>;
  switch (clear) {
    case "review":
      return approve || null;
    case "approve_or_dismiss":
      if (about === you.id) return approve || null;
      return review === null ? null : <LinkButton size="small" href={`#review-${review}`}>Go to the review</LinkButton>;
    case "resolve": {
      const open = threads.find(({ resolved }) => !resolved);
      return open ? <LinkButton size="small" href={`#thread-${open.id}`}>Go to the thread</LinkButton> : null;
    }
    case "submit":
      return <LinkButton size="small" href="#act">Submit it</LinkButton>;
    case "apply":
      return you.canApply ? <LinkButton size="small" href="#act">Apply it</LinkButton> : null;
    case "lift":
      return <LinkButton size="small" href={`/recalls/${about}`}>Go to the recall</LinkButton>;
    case "report":
    case "new_version":
    case "wait":
      return null;
  }
}
