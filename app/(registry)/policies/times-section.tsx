"use client";

import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { newWindow, type PolicyDraft, type WindowDraft } from "./draft.ts";
import { changed, Row, without, type FaultOf } from "./rows.tsx";

type Drafting = { draft: PolicyDraft; type: (part: Partial<PolicyDraft>) => void; faults: Readonly<Record<string, string>> };

const kinds = {
  windows: { title: "Window", hint: "It is applied only within one of the windows.", add: "Add a window", reason: false },
  freezes: { title: "Freeze", hint: "Nothing is applied within it, which comes before windows.", add: "Add a freeze", reason: true },
} as const;

/** Offered; any other of the IANA database can be typed. */
const zones = ["UTC", "Europe/London", "Europe/Berlin", "Africa/Nairobi", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney"];

/** When a promotion is applied: approving is never scheduled. */
export function TimesSection({ draft, type, faults, unsaid }: Drafting & { unsaid: string }) {
  const add = (kind: keyof typeof kinds) => type({ [kind]: [...draft[kind], newWindow()] });
  return (
    <Panel
      title="Times"
      actions={(["windows", "freezes"] as const).map((kind) => <Button key={kind} size="small" icon="plus" onClick={() => add(kind)}>{kinds[kind].add}</Button>)}
    >
      <div className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField label="Hours that it waits" optional inputMode="decimal" autoComplete="off" placeholder="0" value={draft.waitHours} onChange={(event) => type({ waitHours: event.target.value })} hint="From the beginning of its round, so that others can object." error={faults["waitHours"]} />
          <TextField label="Days until a request expires" optional inputMode="numeric" autoComplete="off" placeholder={unsaid} value={draft.expiresDays} onChange={(event) => type({ expiresDays: event.target.value })} hint="When nobody has decided it by then." error={faults["expiresDays"]} />
        </div>
        {(["windows", "freezes"] as const).map((kind) => draft[kind].map((window, at) => (
          <WindowRow
            key={window.id} kind={kind} window={window} faultOf={(field) => faults[`${kind}.${at}.${field}`]}
            onType={(part) => type({ [kind]: changed(draft[kind], window.id, part) })} onRemove={() => type({ [kind]: without(draft[kind], window.id) })}
          />
        )))}
      </div>
    </Panel>
  );
}

function WindowRow({
  kind, window, faultOf: allFaults, onType, onRemove,
}: { kind: keyof typeof kinds; window: WindowDraft; faultOf: FaultOf; onType: (part: Partial<WindowDraft>) => void; onRemove: () => void }) {
  const { title, hint, reason } = kinds[kind];
  return (
    <Row title={title} hint={hint} onRemove={onRemove} faultOf={allFaults}>
      {(faultOf) => (
        <>
          <TextField label="Begins" mono autoComplete="off" spellCheck={false} placeholder="0 18 * * 5" value={window.cron} onChange={(event) => onType({ cron: event.target.value })} hint="Minute, hour, day, month, day of the week." error={faultOf("cron")} />
          <TextField label="Hours" inputMode="decimal" autoComplete="off" placeholder="62" value={window.hours} onChange={(event) => onType({ hours: event.target.value })} hint="For so long from then on." error={faultOf("hours")} />
          <TextField label="Time zone" suggestions={zones} autoComplete="off" spellCheck={false} value={window.timeZone} onChange={(event) => onType({ timeZone: event.target.value })} hint="By its name, such as Europe/Berlin." error={faultOf("timeZone")} />
          {reason && (
            <div className="sm:col-span-2 lg:col-span-3">
              <TextField label="Reason" optional autoComplete="off" placeholder="Nobody is on call" value={window.reason} onChange={(event) => onType({ reason: event.target.value })} hint="For those whom it stops." error={faultOf("reason")} />
            </div>
          )}
        </>
      )}
    </Row>
  );
}
