/** What is to become of the tags of some things. Pure. */

/** Whether all, some or none of the things have a tag. */
export type Held = "all" | "some" | "none";

/** For each tag that is to change: whether all of the things shall have it, or none. */
export type Plan = ReadonlyMap<string, Exclude<Held, "some">>;

type Mark = { name: string; group: string | null; exclusive: boolean };

export function heldBy(things: readonly { tags: readonly string[] }[], tag: string): Held {
  const count = things.filter(({ tags }) => tags.includes(tag)).length;
  return count === 0 ? "none" : count === things.length ? "all" : "some";
}

/** The plan with a tag turned around. What it comes back to is no change; of an exclusive group, only one is added. */
export function toggled(plan: Plan, mark: Mark, things: readonly { tags: readonly string[] }[], marks: readonly Mark[]): Plan {
  const next = new Map(plan);
  const now = heldBy(things, mark.name);
  const wanted = (plan.get(mark.name) ?? now) === "all" ? "none" : "all";
  if (wanted === now) next.delete(mark.name);
  else next.set(mark.name, wanted);
  if (!mark.exclusive || wanted !== "all") return next;
  for (const { name, group } of marks) {
    if (name === mark.name || group !== mark.group) continue;
    if (heldBy(things, name) === "none") next.delete(name);
    else next.set(name, "none");
  }
  return next;
}

export function planOf(plan: Plan): { add: string[]; remove: string[] } {
  const of = (wanted: Held) => [...plan].filter(([, state]) => state === wanted).map(([tag]) => tag);
  return { add: of("all"), remove: of("none") };
}
