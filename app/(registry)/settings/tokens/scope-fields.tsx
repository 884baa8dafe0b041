"use client";

import { CheckboxField } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { permissionMeanings, type UserKind } from "#server/identity/schema.ts";
import { decidingScopes, scopePresets, scopeSchema, serviceScopeSchema, type Scope } from "#server/tokens/schema.ts";
import { presetNames, presets, type PresetName } from "./presets.ts";

/**
 * What a token may do: one of the named sets, or scope by scope.
 * @param holds what the owner holds anywhere now; null while that is not known
 */
export function ScopeFields({
  kind, preset, onPreset, chosen, onChosen, holds, error,
}: {
  kind: UserKind;
  preset: PresetName | "chosen";
  onPreset: (preset: PresetName | "chosen") => void;
  chosen: readonly Scope[];
  onChosen: (scopes: readonly Scope[]) => void;
  holds: readonly Scope[] | null;
  error: string | undefined;
}) {
  const offered: readonly Scope[] = kind === "service" ? serviceScopeSchema.options : scopeSchema.options;
  const toggle = (scope: Scope) => onChosen(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]);

  /** Choosing begins with what was set before. */
  function pick(next: PresetName | "chosen") {
    if (next === "chosen" && preset !== "chosen") onChosen(scopePresets[preset]);
    onPreset(next);
  }

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">It may</legend>
      {presetNames[kind].map((name) => (
        <Choice key={name} label={presets[name].label} hint={presets[name].meaning} checked={preset === name} onPick={() => pick(name)} />
      ))}
      <Choice label="Chosen scopes" hint="Exactly what you tick." checked={preset === "chosen"} onPick={() => pick("chosen")} />
      {preset === "chosen" && (
        <div className="ms-6 grid gap-2 border-s border-line-strong ps-3">
          {offered.map((scope) => {
            const ticked = chosen.includes(scope);
            return <CheckboxField key={scope} label={permissionMeanings[scope].meaning} hint={<ScopeHint scope={scope} idle={ticked && holds !== null && !holds.includes(scope)} kind={kind} />} checked={ticked} onChange={() => toggle(scope)} />;
          })}
        </div>
      )}
      {kind === "service" && <p className="flex gap-1.5 text-small text-ink-soft"><Icon name="info" size={14} className="mt-px" />A machine signs nothing and keeps nothing: those scopes are not for it.</p>}
      {error && <p role="alert" className="flex items-start gap-1 text-small text-refuse"><Icon name="alert" size={14} className="mt-px" />The scopes: {error.toLowerCase()}</p>}
    </fieldset>
  );
}

function ScopeHint({ scope, idle, kind }: { scope: Scope; idle: boolean; kind: UserKind }) {
  const decides = (decidingScopes as readonly Scope[]).includes(scope);
  return (
    <>
      <code>{scope}</code>
      {decides && <>: in none of the sets, because it decides over what others made. Tick it only for a token that you use yourself.</>}
      {idle && <span className="block text-wait">{kind === "service" ? "It holds" : "You hold"} this nowhere now, so the token can’t use it until {kind === "service" ? "it does" : "you do"}.</span>}
    </>
  );
}

function Choice({ label, hint, checked, onPick }: { label: string; hint: string; checked: boolean; onPick: () => void }) {
  return (
    <label className="grid grid-cols-[auto_1fr] gap-x-2">
      <input type="radio" name="preset" checked={checked} onChange={onPick} className="mt-0.5 size-4 accent-ink" />
      <span>{label}</span>
      <span className="col-start-2 text-small text-ink-soft">{hint}</span>
    </label>
  );
}
