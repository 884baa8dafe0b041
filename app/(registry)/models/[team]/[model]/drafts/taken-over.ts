import { emptyDeclaration, type Part } from "./declaration.ts";

/** Which parts of a draft are as in another version, and were not looked at yet; kept in this browser. */
export interface TakenOver {
  /** Where they were taken from, such as `v4`. */
  from: string;
  parts: readonly Part[];
}

export const nothingTaken: TakenOver = { from: "", parts: [] };

const keyOf = (draft: string) => `countersign.taken-over.${draft}`;
const known = new Map<string, TakenOver>();
const readers = new Set<() => void>();

export function subscribeTakenOver(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** What was taken over into a draft; nothing where the browser remembers nothing. */
export function takenOver(draft: string): TakenOver {
  const taken = known.get(draft) ?? remembered(draft);
  known.set(draft, taken);
  return taken;
}

export function setTakenOver(draft: string, taken: TakenOver): void {
  known.set(draft, taken);
  try {
    if (taken.parts.length > 0) localStorage.setItem(keyOf(draft), JSON.stringify(taken));
    else localStorage.removeItem(keyOf(draft));
  } catch {
    // Then it is remembered for as long as the tab is open.
  }
  for (const reader of readers) reader();
}

function remembered(draft: string): TakenOver {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(draft)) ?? "null") as Partial<TakenOver> | null;
    const parts = (Array.isArray(kept?.parts) ? kept.parts : []).filter((part) => Object.hasOwn(emptyDeclaration, part));
    return typeof kept?.from === "string" ? { from: kept.from, parts } : nothingTaken;
  } catch {
    return nothingTaken;
  }
}
