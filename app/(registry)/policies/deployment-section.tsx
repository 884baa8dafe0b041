"use client";

import { SelectField, TextField } from "#app/_ui/field.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { PolicyDraft } from "./draft.ts";

/** What the pipeline that deploys has to do with the stage. */
export function DeploymentSection({
  draft, type, narrows, faults,
}: { draft: PolicyDraft; type: (part: Partial<PolicyDraft>) => void; narrows: boolean; faults: Readonly<Record<string, string>> }) {
  const isSaid = draft.deploymentWait !== "";
  return (
    <Panel title="Deployment">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="The stage moves"
          value={draft.deploymentWait}
          onChange={(event) => type({ deploymentWait: event.target.value as PolicyDraft["deploymentWait"], deploymentMinutes: draft.deploymentMinutes || "60" })}
          hint="A rollback and a removal never wait."
        >
          <option value="">{narrows ? "as the wider policy says" : "at once, whatever becomes of the deployment"}</option>
          <option value="at_once">at once, and the deployment has a time limit</option>
          <option value="wait">once the deployment has succeeded</option>
        </SelectField>
        {isSaid && (
          <>
            <TextField label="Minutes for a deployment" inputMode="numeric" autoComplete="off" value={draft.deploymentMinutes} onChange={(event) => type({ deploymentMinutes: event.target.value })} hint="Silence until then counts as a failure." error={faults["deployment.minutes"]} />
            <SelectField label="When it fails after the stage has moved" value={draft.deploymentFailure} onChange={(event) => type({ deploymentFailure: event.target.value as PolicyDraft["deploymentFailure"] })} hint="It goes back to the version that it named before, if that was signed for and is not recalled.">
              <option value="keep">the stage stays</option>
              <option value="roll_back">the stage goes back by itself</option>
            </SelectField>
          </>
        )}
      </div>
    </Panel>
  );
}
