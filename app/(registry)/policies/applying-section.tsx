"use client";

import { SelectField } from "#app/_ui/field.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { PolicyDraft } from "./draft.ts";

/** Who says the last word, and how it goes back. A narrower policy may leave it to the wider one. */
export function ApplyingSection({ draft, type, narrows }: { draft: PolicyDraft; type: (part: Partial<PolicyDraft>) => void; narrows: boolean }) {
  const unsaid = narrows && <option value="">as the wider policy says</option>;
  return (
    <Panel title="Applying and going back">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField label="When nothing is in the way" value={draft.apply || (narrows ? "" : "automatic")} onChange={(event) => type({ apply: event.target.value as PolicyDraft["apply"] })}>
          {unsaid}
          <option value="automatic">it is applied by itself</option>
          <option value="manual">somebody applies it</option>
        </SelectField>
        <SelectField label="A rollback" value={draft.rollback || (narrows ? "" : "at_once")} onChange={(event) => type({ rollback: event.target.value as PolicyDraft["rollback"] })} hint="It returns to a version that was signed for there before.">
          {unsaid}
          <option value="at_once">goes at once</option>
          <option value="reviewed">is reviewed too</option>
        </SelectField>
      </div>
    </Panel>
  );
}
