"use client";

import { Button } from "#app/_ui/button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { CheckRow, type CheckChoices } from "./check-fields.tsx";
import { checkKindNames, checkKinds } from "./check-kinds.ts";
import { newCheck, type CheckDraft } from "./draft.ts";
import { changed, without } from "./rows.tsx";

/** What is demanded of a version by itself. */
export function ChecksSection({
  checks, onChange, faults, choices,
}: { checks: readonly CheckDraft[]; onChange: (checks: readonly CheckDraft[]) => void; faults: Readonly<Record<string, string>>; choices: CheckChoices }) {
  const isTaken = (kind: CheckDraft["kind"]) => checkKinds[kind].once && checks.some((check) => check.kind === kind);
  return (
    <Panel
      title="Automatic checks" count={checks.length}
      actions={(
        <Menu trigger={<Button size="small" icon="plus">Add a check</Button>}>
          {checkKindNames.map((kind) => <MenuItem key={kind} disabled={isTaken(kind)} onSelect={() => onChange([...checks, newCheck(kind)])}>{checkKinds[kind].title}</MenuItem>)}
        </Menu>
      )}
    >
      {checks.length === 0 && <p className="text-ink-soft">None. Each is looked at by the registry itself, or reported by a pipeline; what is missing counts as failing.</p>}
      <div className="grid gap-3">
        {checks.map((check, at) => (
          <CheckRow
            key={check.id} check={check} choices={choices} faultOf={(field) => faults[`checks.${at}.${field}`]}
            onType={(part) => onChange(changed(checks, check.id, part))} onRemove={() => onChange(without(checks, check.id))}
          />
        ))}
      </div>
    </Panel>
  );
}
