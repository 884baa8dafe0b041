"use client";

import { Button } from "#app/_ui/button.tsx";
import { useDesk } from "../desk.tsx";

/** On a phone, always below: what stands in the way first, and the signature. */
export function ActBar() {
  const { subject: { you, signed, version, blockers }, isStale, setSigning } = useDesk();
  const first = blockers[0]?.what ?? "Nothing in the way";
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 flex min-h-12 items-center justify-between gap-3 border-t border-line-strong bg-raised px-4 py-2 lg:hidden">
      <a href="#in-the-way" className="link min-w-0 truncate">{first}{blockers.length > 1 ? `, and ${blockers.length - 1} more` : ""}</a>
      {you.cannotReview === null && !signed
        ? <Button variant="primary" icon="check" disabled={isStale} onClick={() => setSigning(true)}>Approve v{version}</Button>
        : <a href="#act" className="link shrink-0">Take part</a>}
    </div>
  );
}
