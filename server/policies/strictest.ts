import canonicalize from "canonicalize";
import { demandId, stricterDemand } from "./demands.ts";
import type { CheckDemand, DeploymentRule, EffectivePolicy, MergedRules, PolicyMode, PolicyScope, ReviewerGroup, Rules, Window } from "./schema.ts";

/** What holds of a stage for which nobody has said anything: one approval, and two weeks to give it. */
const defaults: MergedRules = {
  approvals: 1,
  groups: [],
  approvalsLastDays: null,
  resolveThreads: false,
  checks: [],
  waitHours: 0,
  windows: [],
  freezes: [],
  expiresDays: 14,
  apply: "automatic",
  rollback: "at_once",
  deployment: null,
};

/** A document's rules, with the defaults for what it leaves out. */
export function complete(rules: Rules): MergedRules {
  const { windows = [], ...given } = rules;
  return { ...defaults, ...given, checks: mergeDemands(given.checks ?? [], []), windows: windows.length > 0 ? [windows] : [] };
}

/** What adds nothing to any rules: that of a narrower document which leaves everything out. */
export const nothing: MergedRules = { ...defaults, approvals: 0, expiresDays: Number.POSITIVE_INFINITY };

/** The same of a document that only adds to others. */
export function addition(rules: Rules): MergedRules {
  return { ...complete(rules), approvals: rules.approvals ?? nothing.approvals, expiresDays: rules.expiresDays ?? nothing.expiresDays };
}

/** Rules that are satisfied only by what satisfies both. */
export function stricter(one: MergedRules, other: MergedRules): MergedRules {
  return {
    approvals: Math.max(one.approvals, other.approvals),
    groups: mergeGroups(one.groups, other.groups),
    approvalsLastDays: one.approvalsLastDays === null || other.approvalsLastDays === null ? (one.approvalsLastDays ?? other.approvalsLastDays) : Math.min(one.approvalsLastDays, other.approvalsLastDays),
    resolveThreads: one.resolveThreads || other.resolveThreads,
    checks: mergeDemands(one.checks, other.checks),
    waitHours: Math.max(one.waitHours, other.waitHours),
    windows: distinct([...one.windows, ...other.windows]),
    freezes: distinct<Window>([...one.freezes, ...other.freezes]),
    expiresDays: Math.min(one.expiresDays, other.expiresDays),
    apply: one.apply === "manual" ? one.apply : other.apply,
    rollback: one.rollback === "reviewed" ? one.rollback : other.rollback,
    deployment: stricterDeployment(one.deployment, other.deployment),
  };
}

/** @param one undefined in a policy that was written down before there were such rules; so may be the other */
function stricterDeployment(one: DeploymentRule | null | undefined, other: DeploymentRule | null | undefined): DeploymentRule | null {
  if (!one || !other) return one ?? other ?? null;
  return {
    wait: one.wait || other.wait,
    minutes: Math.min(one.minutes, other.minutes),
    onFailure: one.onFailure === "roll_back" ? one.onFailure : other.onFailure,
  };
}

export function groupId({ from }: ReviewerGroup): string {
  return from.kind === "team" ? `team:${from.team}` : `role:${from.role}`;
}

function mergeGroups(one: readonly ReviewerGroup[], other: readonly ReviewerGroup[]): ReviewerGroup[] {
  const merged = new Map<string, ReviewerGroup>();
  for (const group of [...one, ...other]) {
    const earlier = merged.get(groupId(group));
    merged.set(groupId(group), earlier && earlier.approvals > group.approvals ? earlier : group);
  }
  return [...merged.values()];
}

function mergeDemands(one: readonly CheckDemand[], other: readonly CheckDemand[]): CheckDemand[] {
  const merged = new Map<string, CheckDemand>();
  for (const demand of [...one, ...other]) {
    const earlier = merged.get(demandId(demand));
    merged.set(demandId(demand), earlier ? stricterDemand(earlier, demand) : demand);
  }
  return [...merged.values()];
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [canonicalize(item) ?? "", item])).values()];
}

/** The newest documents of one scope: the one in force, and the one that is tried where it is newer. */
export interface Layer {
  scope: PolicyScope;
  documents: readonly { version: number; mode: PolicyMode; rules: Rules }[];
}

/**
 * What the documents of a stage come to for one model.
 * @param layers of the site, the model's team and the model, in this order; a narrower one can only add
 */
export function effectivePolicy(layers: readonly Layer[]): EffectivePolicy {
  const newest = layers.map(({ scope, documents }) => ({
    scope,
    enforced: latest(documents, "enforce"),
    tried: latest(documents, "evaluate"),
  }));
  const inTrial = newest.map(({ scope, enforced, tried }) => ({ scope, document: tried && tried.version > (enforced?.version ?? 0) ? tried : enforced }));
  const sources = newest.flatMap(({ scope, enforced }, at) => {
    const trial = inTrial[at]?.document;
    return [enforced, trial === enforced ? undefined : trial].flatMap((document) => (document ? [{ scope, version: document.version, mode: document.mode }] : []));
  });
  const isTried = sources.some(({ mode }) => mode === "evaluate");
  return {
    enforced: together(newest.map(({ scope, enforced }) => ({ scope, rules: enforced?.rules }))),
    tried: isTried ? together(inTrial.map(({ scope, document }) => ({ scope, rules: document?.rules }))) : null,
    sources,
  };
}

function latest<Document extends { version: number; mode: PolicyMode }>(documents: readonly Document[], mode: PolicyMode): Document | undefined {
  return documents.filter((document) => document.mode === mode).toSorted((one, other) => other.version - one.version)[0];
}

function together(documents: readonly { scope: PolicyScope; rules: Rules | undefined }[]): MergedRules {
  const site = documents.find(({ scope }) => scope.kind === "site")?.rules ?? {};
  return documents
    .filter(({ scope, rules }) => scope.kind !== "site" && rules !== undefined)
    .reduce((merged, { rules }) => stricter(merged, addition(rules ?? {})), complete(site));
}

/**
 * What counts for a promotion that was submitted under one policy and is judged under another: of each rule the stricter.
 * Whoever asks can never loosen the policy that judges them.
 */
export function stricterPolicy(snapshot: EffectivePolicy, now: EffectivePolicy): EffectivePolicy {
  const tried = now.tried ?? snapshot.tried;
  const enforced = stricter(snapshot.enforced, now.enforced);
  return { enforced, tried: tried && stricter(enforced, tried), sources: now.sources };
}
