import type { Reason } from "../errors.ts";
import { permissionsOf, type Standing } from "../identity/permissions.ts";
import type { SiteRole } from "../identity/schema.ts";
import type { TagApplier } from "./schema.ts";

/** As much of the vocabulary as a change of tags needs. */
export interface Vocabulary {
  /** Who may apply each tag that is named; those that are not in the vocabulary are missing. */
  appliers: ReadonlyMap<string, TagApplier>;
  /** The groups that the tags name, and whether each is exclusive. */
  groups: ReadonlyMap<string, { exclusive: boolean }>;
  freeTags: boolean;
  /** For a tag that is not in the vocabulary: those that it may have been meant for. */
  nearest: ReadonlyMap<string, readonly string[]>;
}

/** Who changes tags, and how they stand to the model. */
export interface Tagger extends Standing {
  siteRole: SiteRole;
}

export interface TagFault {
  tag: string;
  reason: Reason;
  /** The end of a sentence that begins with the tag. */
  message: string;
}

export interface TagChange {
  held: readonly string[];
  add: readonly string[];
  remove: readonly string[];
  /** Whether another tag of an exclusive group gives way. */
  replace: boolean;
}

/** The group that a tag is named after; null of one that stands alone. */
export function groupOf(tag: string): string | null {
  const [group, word] = tag.split(":");
  return word === undefined ? null : (group ?? null);
}

/** Whether somebody who may tag a model may apply such a tag there. */
export function mayApply(applier: TagApplier, { siteRole, role, granted }: Tagger): boolean {
  if (applier === "contributors" || siteRole === "admin") return true;
  // What maintainers hold and contributors do not.
  return applier === "maintainers" && permissionsOf(siteRole, { role, granted }).includes("schema:manage");
}

/**
 * What becomes of the tags of a thing.
 * @returns what is added and removed, or what stands against it; then nothing is
 */
export function changeTags({ held, add, remove, replace }: TagChange, vocabulary: Vocabulary, tagger: Tagger): { added: string[]; removed: string[]; faults: TagFault[] } {
  const added = [...new Set(add)].filter((tag) => !held.includes(tag));
  const removed = [...new Set(remove)].filter((tag) => held.includes(tag));
  const faults = [...added.flatMap((tag) => faultOf(tag, vocabulary, tagger)), ...removed.flatMap((tag) => reservation(tag, vocabulary, tagger))];
  for (const tag of added) {
    const group = groupOf(tag);
    if (group === null || !vocabulary.groups.get(group)?.exclusive) continue;
    const twin = added.find((other) => other !== tag && groupOf(other) === group);
    if (twin) {
      if (added.indexOf(tag) > added.indexOf(twin)) faults.push({ tag, reason: "tag_conflict", message: `goes with ${twin} on nothing: ${group} is exclusive, so choose one of them` });
      continue;
    }
    const others = held.filter((other) => groupOf(other) === group && !removed.includes(other));
    if (others.length === 0) continue;
    if (!replace) faults.push({ tag, reason: "tag_conflict", message: `can't be added beside ${others.join(", ")}: ${group} is exclusive. Remove that first, or ask for it to be replaced` });
    else faults.push(...others.flatMap((other) => reservation(other, vocabulary, tagger)));
    removed.push(...others);
  }
  return { added, removed, faults };
}

/** Why a tag can't be applied, whatever else the thing has. */
function faultOf(tag: string, vocabulary: Vocabulary, tagger: Tagger): TagFault[] {
  if (vocabulary.appliers.has(tag)) return reservation(tag, vocabulary, tagger);
  const group = groupOf(tag);
  const kept = group !== null && vocabulary.groups.has(group);
  if (vocabulary.freeTags && !kept) return [];
  const nearest = vocabulary.nearest.get(tag) ?? [];
  const instead = nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : "Choose one of the vocabulary, or ask an administrator to add it.";
  return [{ tag, reason: "tag_unknown", message: `is not in the vocabulary${kept ? `, and administrators keep the tags of ${group}` : ""}. ${instead}` }];
}

/** Why somebody may neither add nor remove a tag. */
function reservation(tag: string, { appliers }: Vocabulary, tagger: Tagger): TagFault[] {
  const applier = appliers.get(tag);
  if (applier === undefined || mayApply(applier, tagger)) return [];
  const who = applier === "maintainers" ? "a maintainer" : "an administrator of this registry";
  return [{ tag, reason: "tag_reserved", message: `is added and removed by ${applier} alone: ask ${who}` }];
}

/** Faults in a sentence each. */
export function tellFaults(faults: readonly TagFault[]): string {
  return faults.map(({ tag, message }) => `${tag} ${message}${/[.?]$/.test(message) ? "" : "."}`).join(" ");
}
