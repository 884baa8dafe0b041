"use client";

import type { Faults } from "#app/_trpc/faults.ts";
import { CheckboxField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { publicTypes } from "#server/outbox/catalogue.ts";
import { webhookKinds } from "#server/webhooks/schema.ts";
import { kindWords } from "./place-words.ts";
import { families, type Typed } from "./webhook-form.ts";

interface Given {
  typed: Typed;
  onType: (part: Partial<Typed>) => void;
  faults: Faults;
  /** Of a webhook that there is: its kind stays, and its secret where none is typed. */
  kept?: boolean;
}

/** What can be said of a webhook: where to, in which language, and what it is told. */
export function WebhookFields({ typed, onType, faults, kept = false }: Given) {
  return (
    <>
      <TextField label="Name" autoFocus autoComplete="off" value={typed.name} onChange={(event) => onType({ name: event.target.value })} error={faults.fields["name"]} placeholder="deploys" />
      {!kept && (
        <fieldset>
          <legend className="mb-1 font-medium">Kind</legend>
          <div className="grid gap-1 sm:grid-cols-2">
            {webhookKinds.map((kind) => (
              <label key={kind} className="cursor-pointer rounded-sm border border-line px-2.5 py-1.5 has-checked:border-edge has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-ink">
                <input type="radio" name="kind" value={kind} checked={typed.kind === kind} onChange={() => onType({ kind, url: "" })} className="sr-only" />
                <span className="block font-medium">{kindWords[kind].label}</span>
                <span className="block text-small text-ink-soft">{kindWords[kind].meaning}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <TargetFields typed={typed} onType={onType} faults={faults} kept={kept} />
      <EventFields typed={typed} onType={onType} faults={faults} />
      <CheckboxField label="Verify the receiver’s TLS certificate" checked={typed.verifyTls} onChange={(event) => onType({ verifyTls: event.target.checked })} hint="Leave it on, unless the receiver’s certificate can’t be verified here." />
      {!typed.verifyTls && <Notice tone="refuse" title="Whoever stands between can read along">They can also pretend to be the receiver, and get the credential that is sent. Every page of this webhook will say so.</Notice>}
    </>
  );
}

function TargetFields({ typed, onType, faults, kept = false }: Given) {
  const { kind } = typed;
  const text = (name: "url" | "owner" | "repository" | "project" | "ref", label: string, more: { placeholder?: string; hint?: string; optional?: boolean } = {}) => (
    <TextField label={label} mono autoComplete="off" spellCheck={false} value={typed[name]} onChange={(event) => onType({ [name]: event.target.value })} error={faults.fields[`target.${name}`]} {...more} />
  );
  const token = (label: string, hint: string) => (
    <TextField
      label={label} mono type="password" autoComplete="off" value={typed.token} onChange={(event) => onType({ token: event.target.value })} error={faults.fields["target.token"]}
      hint={kept ? "Left empty, the one that is kept stays. It is never shown." : hint} optional={kept}
    />
  );
  if (kind === "github") {
    return (
      <>
        <div className="grid gap-4 sm:grid-cols-2">{text("owner", "Owner", { placeholder: "acme" })}{text("repository", "Repository", { placeholder: "deploy-models" })}</div>
        {token("Token", "A fine-grained token with “Contents: write” on that repository alone. It is sealed, and never shown again.")}
        {text("url", "Address of the API", { placeholder: "https://api.github.com", hint: "Of one’s own: https://github.example.com/api/v3", optional: true })}
      </>
    );
  }
  if (kind === "gitlab") {
    return (
      <>
        <div className="grid gap-4 sm:grid-cols-2">{text("project", "Project", { placeholder: "acme/deploy or 42" })}{text("ref", "Branch or tag", { placeholder: "main" })}</div>
        {token("Trigger token", "Of the project’s CI/CD settings. It is sealed, and never shown again.")}
        {text("url", "Address of GitLab", { placeholder: "https://gitlab.com", optional: true })}
      </>
    );
  }
  if (kind === "slack") return text("url", "Address of the incoming webhook", { placeholder: "https://hooks.slack.com/services/…", hint: kept ? "Left empty, the one that is kept stays. It is never shown." : "Who has it can write into the channel: it is sealed, and never shown again.", optional: kept });
  return text("url", "Address", { placeholder: "https://ci.example.com/hooks", hint: "Gets a POST for each event. Private addresses are refused, unless whoever runs the registry has allowed them." });
}

function EventFields({ typed, onType, faults }: Given) {
  const all = typed.families.includes("*");
  const fault = faults.fields["events"] ?? Object.entries(faults.fields).find(([path]) => path.startsWith("events."))?.[1];
  const toggle = (family: string) => onType({ families: typed.families.includes(family) ? typed.families.filter((each) => each !== family) : [...typed.families, family] });
  return (
    <fieldset>
      <legend className="mb-1 font-medium">What it is told</legend>
      <div className="grid gap-x-3 gap-y-1.5 sm:grid-cols-3">
        {["*", ...families].map((family) => (
          <label key={family} className={`flex items-center gap-2 ${all && family !== "*" ? "text-ink-faint" : ""}`}>
            <input type="checkbox" className="size-4 accent-ink" checked={all || typed.families.includes(family)} disabled={all && family !== "*"} onChange={() => toggle(family)} />
            {family === "*" ? "Everything" : <code>{family}</code>}
          </label>
        ))}
      </div>
      {!all && (
        <div className="mt-2">
          <TextField label="Single types" optional mono autoComplete="off" spellCheck={false} suggestions={publicTypes} placeholder="version.registered check.reported" value={typed.types} onChange={(event) => onType({ types: event.target.value })} />
        </div>
      )}
      {fault && <div className="mt-2"><Notice tone="refuse" title={fault} live /></div>}
    </fieldset>
  );
}
