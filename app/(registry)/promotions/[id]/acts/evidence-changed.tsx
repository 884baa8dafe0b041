"use client";

import type { ReactNode } from "react";
import { Notice } from "#app/_ui/notice.tsx";
import { capital, inWords } from "../../words.ts";
import { useDesk } from "../desk.tsx";

/** That what would be signed is not what was looked at, and what of it changed. */
export function EvidenceChanged({ unsent, action }: { unsent: string | null; action: ReactNode }) {
  const { subject: { round, roundBecause, stage, baseline }, changed, text } = useDesk();
  const because = roundBecause === "" ? `${stage} names ${baseline === null ? "no version" : `v${baseline}`} now` : roundBecause;
  return (
    <Notice tone="wait" live title={`The evidence has changed: ${because}`} action={action}>
      {unsent !== null && `Your ${unsent} was not recorded. `}
      This is round {round}, and earlier approvals no longer count.
      {changed.length > 0 && ` ${capital(inWords(changed))} ${changed.length === 1 ? "is" : "are"} not what you saw.`} The page shows the new state{text === "" ? "" : "; what you wrote is kept"}.
    </Notice>
  );
}
