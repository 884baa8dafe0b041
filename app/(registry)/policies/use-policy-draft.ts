import { useMemo, useState } from "react";
import type { Rules } from "#server/policies/schema.ts";
import { draftOf, readDraft, readJson, type PolicyDraft, type Reading } from "./draft.ts";

export interface PolicyDrafting {
  draft: PolicyDraft;
  type: (part: Partial<PolicyDraft>) => void;
  /** What is typed while the document is written as JSON; null while it is written in the form. */
  json: string | null;
  typeJson: (text: string) => void;
  reading: Reading;
  /** Goes on in the other form, with what was written in this one. It has to be readable. */
  turn: () => void;
  isChanged: boolean;
}

/** A policy as it is written, in a form or as JSON. */
export function usePolicyDraft(from: Rules): PolicyDrafting {
  const [draft, setDraft] = useState(() => draftOf(from));
  const [json, setJson] = useState<string | null>(null);
  const reading = useMemo(() => (json === null ? readDraft(draft) : readJson(json)), [draft, json]);
  const written = useMemo(() => JSON.stringify(readDraft(draftOf(from)).rules), [from]);

  function turn() {
    if (!reading.rules) return;
    if (json === null) setJson(JSON.stringify(reading.rules, null, 2));
    else {
      setDraft(draftOf(reading.rules));
      setJson(null);
    }
  }

  return {
    draft, json, reading, turn,
    type: (part) => setDraft((before) => ({ ...before, ...part })),
    typeJson: setJson,
    isChanged: JSON.stringify(reading.rules) !== written,
  };
}
