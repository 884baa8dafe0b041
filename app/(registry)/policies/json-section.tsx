"use client";

import { CopyButton } from "#app/_ui/copy.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Panel } from "#app/_ui/panel.tsx";

/** The document itself, to be edited, copied and pasted. */
export function JsonSection({ text, onType, faults }: { text: string; onType: (text: string) => void; faults: Readonly<Record<string, string>> }) {
  const told = Object.entries(faults).map(([path, fault]) => (path === "" ? fault : `${path}: ${fault}`));
  return (
    <Panel title="As JSON" actions={<CopyButton text={text} label="Copy the document" worded />}>
      <TextAreaField
        label="Document" mono rows={20} spellCheck={false} value={text} onChange={(event) => onType(event.target.value)} hint="What is left out is not demanded."
        error={told.length > 0 ? <>{told.map((fault) => <span key={fault} className="block break-words">{fault}</span>)}</> : undefined}
      />
    </Panel>
  );
}
