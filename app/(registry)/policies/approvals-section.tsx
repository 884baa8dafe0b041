"use client";

import { Button } from "#app/_ui/button.tsx";
import { CheckboxField, SelectField, TextField } from "#app/_ui/field.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { newGroup, type GroupDraft, type PolicyDraft } from "./draft.ts";
import { changed, Row, without, type FaultOf } from "./rows.tsx";

type Drafting = { draft: PolicyDraft; type: (part: Partial<PolicyDraft>) => void; faults: Readonly<Record<string, string>> };

/** Who has to sign, and how long a signature counts. */
export function ApprovalsSection({ draft, type, faults, teams, unsaid }: Drafting & { teams: readonly string[]; unsaid: string }) {
  const { groups } = draft;
  return (
    <Panel title="Approvals" actions={<Button size="small" icon="plus" onClick={() => type({ groups: [...groups, newGroup()] })}>Add reviewers</Button>}>
      <div className="grid gap-4">
        <p className="text-ink-soft">Nobody’s own approval counts, whatever is written here: neither the requester’s nor that of the version’s author.</p>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField label="People who approve" inputMode="numeric" autoComplete="off" placeholder={unsaid} value={draft.approvals} onChange={(event) => type({ approvals: event.target.value })} hint="Each counts once." error={faults["approvals"]} />
          <TextField label="Days that an approval counts" optional inputMode="numeric" autoComplete="off" placeholder="for ever" value={draft.approvalsLastDays} onChange={(event) => type({ approvalsLastDays: event.target.value })} hint="Besides, it ends when the evidence changes." error={faults["approvalsLastDays"]} />
        </div>
        <CheckboxField label="Every thread of the conversation is resolved" checked={draft.resolveThreads} onChange={(event) => type({ resolveThreads: event.target.checked })} />
        {groups.map((group, at) => (
          <GroupRow
            key={group.id} group={group} teams={teams} faultOf={(field) => faults[`groups.${at}.${field}`]}
            onType={(part) => type({ groups: changed(groups, group.id, part) })} onRemove={() => type({ groups: without(groups, group.id) })}
          />
        ))}
      </div>
    </Panel>
  );
}

function GroupRow({
  group, teams, faultOf: allFaults, onType, onRemove,
}: { group: GroupDraft; teams: readonly string[]; faultOf: FaultOf; onType: (part: Partial<GroupDraft>) => void; onRemove: () => void }) {
  return (
    <Row title="Reviewers" hint="So many of the approvals come from them." onRemove={onRemove} faultOf={allFaults}>
      {(faultOf) => (
        <>
          <SelectField label="From" value={group.kind === "team" ? "team" : group.role} onChange={(event) => onType(sourceOf(event.target.value))}>
            <option value="reviewer">reviewers of the model’s team</option>
            <option value="maintainer">maintainers of the model’s team</option>
            <option value="team">members of a team</option>
          </SelectField>
          {group.kind === "team" && (
            <TextField label="Team" mono suggestions={teams} autoComplete="off" spellCheck={false} placeholder="risk" value={group.team} onChange={(event) => onType({ team: event.target.value })} error={faultOf("from.team")} />
          )}
          <TextField label="How many" inputMode="numeric" autoComplete="off" value={group.approvals} onChange={(event) => onType({ approvals: event.target.value })} error={faultOf("approvals")} />
        </>
      )}
    </Row>
  );
}

function sourceOf(value: string): Partial<GroupDraft> {
  if (value === "team") return { kind: "team" };
  return { kind: "role", role: value === "maintainer" ? "maintainer" : "reviewer" };
}
