"use client";

import { Button } from "#app/_ui/button.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { useLeavingWarning } from "#app/_ui/use-leaving-warning.ts";
import type { Policy, PolicyScope } from "#server/policies/schema.ts";
import { ApplyingSection } from "./applying-section.tsx";
import { ApprovalsSection } from "./approvals-section.tsx";
import type { CheckChoices } from "./check-fields.tsx";
import { ChecksSection } from "./checks-section.tsx";
import { DeploymentSection } from "./deployment-section.tsx";
import { DraftPreview } from "./draft-preview.tsx";
import { JsonSection } from "./json-section.tsx";
import { SavePolicy } from "./save-policy.tsx";
import { Simulation } from "./simulation.tsx";
import { TimesSection } from "./times-section.tsx";
import { usePolicyDraft } from "./use-policy-draft.ts";

const none = {};

/** Writes the next version of a policy: the rules on the left, what they come to and the act on the right. */
export function PolicyEditor({
  scope, stage, newest, unwritten, teams, choices,
}: { scope: PolicyScope; stage: string; newest: Policy | null; unwritten: readonly string[]; teams: readonly string[]; choices: CheckChoices }) {
  const { draft, type, json, typeJson, reading, turn, isChanged } = usePolicyDraft(newest?.rules ?? none);
  const narrows = scope.kind !== "site";
  const faults = reading.faults ?? none;
  useLeavingWarning(isChanged);
  return (
    <Columns
      aside={(
        <>
          <DraftPreview scope={scope} stage={stage} reading={reading} newest={newest} unwritten={unwritten} />
          <SavePolicy scope={scope} stage={stage} rules={reading.rules} newest={newest} isChanged={isChanged} />
        </>
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" icon={json === null ? "terminal" : "edit"} disabled={reading.rules === null} onClick={turn}>{json === null ? "Write it as JSON" : "Write it in the form"}</Button>
        {narrows && <p className="text-small text-ink-soft">What is left out stays as the wider policy has it. It can only be made stricter here.</p>}
      </div>
      {json === null ? (
        <>
          <ApprovalsSection draft={draft} type={type} faults={faults} teams={teams} unsaid={narrows ? "as the wider policy says" : "1"} />
          <ChecksSection checks={draft.checks} onChange={(checks) => type({ checks })} faults={faults} choices={choices} />
          <TimesSection draft={draft} type={type} faults={faults} unsaid={narrows ? "as the wider policy says" : "14"} />
          <ApplyingSection draft={draft} type={type} narrows={narrows} />
          <DeploymentSection draft={draft} type={type} narrows={narrows} faults={faults} />
        </>
      ) : <JsonSection text={json} onType={typeJson} faults={faults} />}
      <Simulation scope={scope} stage={stage} rules={reading.rules} />
    </Columns>
  );
}
