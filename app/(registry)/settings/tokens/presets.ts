import { scopePresets, type Scope } from "#server/tokens/schema.ts";

export type PresetName = keyof typeof scopePresets;

/** How the registry's sets of scopes are called here, and what each is for. */
export const presets: Record<PresetName, { label: string; meaning: string }> = {
  read: { label: "Read", meaning: "See and fetch models. For services and notebooks." },
  serve: { label: "Serve", meaning: "Fetch models, follow stages, and say what is loaded. For services that run models." },
  deploy: { label: "Deploy", meaning: "Fetch models and report how deployments go. For pipelines that deploy." },
  check: { label: "Report checks", meaning: "See and fetch models, and report the checks chosen below. For pipelines that examine what others made." },
  publish: { label: "Publish", meaning: "Register versions, move aliases and request promotions, but sign nothing. For trainers and pipelines." },
  work: { label: "Everything but signing", meaning: "All that you may do yourself, except to sign for promotions and to bypass them: those are ticked by name. For your own terminal." },
};

/** The sets that a person's token may have, and a machine's. */
export const presetNames = { person: ["read", "serve", "deploy", "check", "publish", "work"], service: ["read", "serve", "deploy", "check", "publish"] } as const satisfies Record<string, readonly PresetName[]>;

/** The preset that holds exactly these scopes, if one does. */
export function presetOf(scopes: readonly Scope[]): PresetName | undefined {
  return presetNames.person.find((name) => {
    const preset: readonly Scope[] = scopePresets[name];
    return preset.length === scopes.length && preset.every((scope) => scopes.includes(scope));
  });
}
