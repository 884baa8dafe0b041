"use client";
import { Tabs as Radix } from "radix-ui";
import { CopyButton } from "./copy.tsx";

export type Alternative = { label: string; code: string };

/** Code to read and to copy. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="min-w-0 rounded-sm border border-line bg-sunken">
      <div className="flex items-center justify-between border-b border-line py-0.5 ps-3 pe-1 text-small text-ink-soft">
        {label}
        <CopyButton text={code} label={`Copy ${label}`} />
      </div>
      <Lines code={code} label={label} />
    </div>
  );
}

/** One thing, said in several ways: SDK, CLI, curl. */
export function CodeTabs({ alternatives, label }: { alternatives: readonly Alternative[]; label: string }) {
  return (
    <Radix.Root defaultValue={alternatives[0]?.label} className="min-w-0 rounded-sm border border-line bg-sunken">
      <div className="border-b border-line px-1">
        <Radix.List aria-label={label} className="flex">
          {alternatives.map((each) => (
            <Radix.Trigger
              key={each.label} value={each.label}
              className="-mb-px border-b-2 border-transparent px-2.5 py-1.5 text-small -outline-offset-2 text-ink-soft hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink"
            >
              {each.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
      </div>
      {alternatives.map((each) => (
        <Radix.Content key={each.label} value={each.label} tabIndex={-1} className="relative">
          <div className="absolute end-1 top-1 rounded-sm bg-sunken"><CopyButton text={each.code} label={`Copy ${each.label}`} /></div>
          <Lines code={each.code} label={each.label} />
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

function Lines({ code, label }: { code: string; label: string }) {
  return (
    <pre tabIndex={0} role="group" aria-label={label} className="max-h-[32rem] overflow-auto py-2.5 ps-3 pe-10 font-mono text-[0.8125rem]/[1.6]"><code className="text-[1em]">{code}</code></pre>
  );
}
