"use client";

import { useState } from "react";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { SelectField } from "#app/_ui/field.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Policy } from "#server/policies/schema.ts";
import { ModeBadge } from "./mode-badge.tsx";
import { WordsChanged } from "./words-changed.tsx";

const predecessor = "predecessor";

/**
 * Every version of a policy, the newest first: who saved it, when and why, and what it changed.
 * @param unwritten what held before the first one
 */
export function VersionHistory({ versions, unwritten }: { versions: readonly Policy[]; unwritten: readonly string[] }) {
  const [against, setAgainst] = useState(predecessor);
  const chosen = versions.find(({ version }) => String(version) === against);
  const current = versions.find(({ mode }) => mode === "enforce");
  return (
    <div className="grid gap-2">
      {versions.length > 2 && (
        <div className="max-w-60">
          <SelectField label="Compare each with" value={against} onChange={(event) => setAgainst(event.target.value)}>
            <option value={predecessor}>the one before it</option>
            {versions.map(({ version }) => <option key={version} value={version}>version {version}</option>)}
          </SelectField>
        </div>
      )}
      <ol className="divide-y divide-line" reversed>
        {versions.map((policy, at) => (
          <Version key={policy.id} policy={policy} base={chosen ?? versions[at + 1] ?? null} unwritten={unwritten} current={policy === current} />
        ))}
      </ol>
    </div>
  );
}

function Version({ policy, base, unwritten, current }: { policy: Policy; base: Policy | null; unwritten: readonly string[]; current: boolean }) {
  const { version, mode, by, at, note, words, rules } = policy;
  const isBase = base?.version === version;
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium">Version {version}</h3>
        <ModeBadge mode={mode} />
        {current && <span className="text-small text-ink-soft">in force now</span>}
        <span className="ms-auto text-small text-ink-soft"><RelativeTime at={at} /> by {by.name}</span>
      </div>
      <p className="border-s-2 border-line-strong ps-3 break-words whitespace-pre-wrap text-ink-soft">{note}</p>
      {isBase ? <p className="text-ink-soft">The others are compared with this one.</p> : (
        <WordsChanged label={base ? `Version ${version} compared with version ${base.version}` : `What version ${version} began with`} before={base?.words ?? unwritten} after={words} />
      )}
      <details className="text-small">
        <summary className="w-fit py-0.5 text-ink-soft hover:text-ink">As JSON<span className="sr-only">, version {version}</span></summary>
        <div className="pt-1"><CodeBlock label={`Version ${version}`} code={JSON.stringify(rules, null, 2)} /></div>
      </details>
    </li>
  );
}
