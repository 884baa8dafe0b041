import type { Concern } from "./schema.ts";

/** What the search knows of a version that matters here. */
export interface Condition {
  version: number;
  unsafe: boolean;
  recalled: boolean;
  card: boolean;
}

/**
 * What is not as it should be with a model, the worst first.
 * @param live by stage, in the order of the stages
 * @param newest null while there is no version, of which then nothing is to be said
 */
export function concernsOf(live: readonly (Condition & { stage: string })[], newest: Condition | null): Concern[] {
  if (newest === null) return [];
  const seen = [...live, ...(live.some(({ version }) => version === newest.version) ? [] : [{ ...newest, stage: null }])];
  const of = (kind: Concern["kind"], fits: (each: Condition) => boolean) => seen.filter(fits).map(({ version, stage }): Concern => ({ kind, version, stage }));
  return [
    ...of("recalled", ({ recalled }) => recalled),
    ...of("unsafe", ({ unsafe }) => unsafe),
    ...of("no_card", ({ card }) => !card),
    ...(live.length === 0 ? [{ kind: "nothing_live", version: newest.version, stage: null } as const] : []),
  ];
}
