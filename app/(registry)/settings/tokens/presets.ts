import { scopePresets, type Scope } from "#server/tokens/schema.ts";

export type PresetName = keyof typeof scopePresets;

/** How the registry's sets of scopes are called here, and what each is for. */
export const presets: Record<PresetName, { label: string; meaning: string }> = {
  read: { label: "Read", meaning: "See and fetch models. For services and notebooks." },
  publish: { label: "Publish", meaning: "Register versions, move aliases and request promotions, but sign nothing. For trainers and pipelines." },
  everything: { label: "Everything", meaning: "All that you may do yourself, signing included. For your own terminal." },
};

export const presetNames = Object.keys(scopePresets) as PresetName[];

/** The preset that holds exactly these scopes, if one does. */
export function presetOf(scopes: readonly Scope[]): PresetName | undefined {
  return presetNames.find((name) => {
    const preset: readonly Scope[] = scopePresets[name];
    return preset.length === scopes.length && preset.every((scope) => scopes.includes(scope));
  });
}
