import { scopePresets, type Scope } from "#server/tokens/schema.ts";

export type PresetName = keyof typeof scopePresets;

/** How the registry's sets of scopes are called here, and what each is for. */
export const presets: Record<PresetName, { label: string; meaning: string }> = {
  read: { label: "Read", meaning: "See and fetch models. For services and notebooks." },
  publish: { label: "Publish", meaning: "Register versions, move aliases and request promotions, but sign nothing. For trainers and pipelines." },
  work: { label: "Everything but signing", meaning: "All that you may do yourself, except to sign for promotions and to bypass them: those are ticked by name. For your own terminal." },
};

/** The sets that a person's token may have, and a machine's. */
export const presetNames = { person: ["read", "publish", "work"], service: ["read", "publish"] } as const satisfies Record<string, readonly PresetName[]>;

/** The preset that holds exactly these scopes, if one does. */
export function presetOf(scopes: readonly Scope[]): PresetName | undefined {
  return presetNames.person.find((name) => {
    const preset: readonly Scope[] = scopePresets[name];
    return preset.length === scopes.length && preset.every((scope) => scopes.includes(scope));
  });
}
