"use client";

import { CheckboxField } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { permissionMeanings } from "#server/identity/schema.ts";
import { scopePresets, scopeSchema, type Scope } from "#server/tokens/schema.ts";
import { presetNames, presets, type PresetName } from "./presets.ts";

/** What a token may do: one of the named sets, or scope by scope. */
export function ScopeFields({
  preset, onPreset, chosen, onChosen, error,
}: {
  preset: PresetName | "chosen";
  onPreset: (preset: PresetName | "chosen") => void;
  chosen: readonly Scope[];
  onChosen: (scopes: readonly Scope[]) => void;
  error: string | undefined;
}) {
  const toggle = (scope: Scope) => onChosen(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]);

  /** Choosing begins with what was set before. */
  function pick(next: PresetName | "chosen") {
    if (next === "chosen" && preset !== "chosen") onChosen(scopePresets[preset]);
    onPreset(next);
  }

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">It may</legend>
      {presetNames.map((name) => (
        <Choice key={name} label={presets[name].label} hint={presets[name].meaning} checked={preset === name} onPick={() => pick(name)} />
      ))}
      <Choice label="Chosen scopes" hint="Exactly what you tick." checked={preset === "chosen"} onPick={() => pick("chosen")} />
      {preset === "chosen" && (
        <div className="ms-6 grid gap-2 border-s border-line-strong ps-3">
          {scopeSchema.options.map((scope) => (
            <CheckboxField key={scope} label={permissionMeanings[scope].meaning} hint={scope} checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          ))}
        </div>
      )}
      {error && <p role="alert" className="flex items-start gap-1 text-small text-refuse"><Icon name="alert" size={14} className="mt-px" />The scopes: {error.toLowerCase()}</p>}
    </fieldset>
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
