/** What became of one named fact on the way from the live version to the candidate. */
export interface Change {
  name: string;
  kind: "added" | "removed" | "changed" | "same";
  live: string | undefined;
  candidate: string | undefined;
}

/** Names and values; a nested object counts as facts of its own, `optimizer.lr`. */
export type Facts = Record<string, unknown>;

/** The changes of named facts, what differs first. Values are equal when their canonical JSON is. */
export function compareFacts(candidate: Facts, live: Facts): Change[] {
  const ours = flatten(candidate);
  const theirs = flatten(live);
  const changes = [...new Set([...ours.keys(), ...theirs.keys()])].map((name): Change => {
    const [now, before] = [ours.get(name), theirs.get(name)];
    const kind = before === undefined ? "added" : now === undefined ? "removed" : now === before ? "same" : "changed";
    return { name, kind, live: before, candidate: now };
  });
  const order = ["changed", "added", "removed", "same"];
  return changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Only what is not the same. */
export function differing<C extends { kind: Change["kind"] }>(changes: readonly C[]): C[] {
  return changes.filter((change) => change.kind !== "same");
}

/** Each value as it is written, under the path that leads to it. */
export function flatten(facts: Facts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (isRecord(value) && Object.keys(value).length > 0) for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
    else flat.set(path, written(value));
  }
  return flat;
}

/** A string as it is, all else as JSON with its keys in order. */
function written(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isRecord(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
