import { flatten, type Facts } from "#server/versions/declared-facts.ts";

/** What became of one named fact on the way from the live version to the candidate. */
export interface Change {
  name: string;
  kind: "added" | "removed" | "changed" | "same";
  live: string | undefined;
  candidate: string | undefined;
}

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
