/** A policy as it is being written: what is typed stays text until it is read, so that nothing typed is lost. */
import { rulesSchema, type CheckDemand, type ReviewerGroup, type Rules, type Window } from "#server/policies/schema.ts";

/** Every field that a check of any kind has; those of other kinds are kept while one is chosen. */
export interface CheckDraft {
  id: number;
  kind: CheckDemand["kind"];
  metric: string;
  atLeast: string;
  atMost: string;
  better: "higher" | "lower";
  tolerance: string;
  keys: string;
  stage: string;
  hours: string;
  name: string;
}

export interface GroupDraft {
  id: number;
  kind: ReviewerGroup["from"]["kind"];
  team: string;
  role: "reviewer" | "maintainer";
  approvals: string;
}

export interface WindowDraft {
  id: number;
  cron: string;
  hours: string;
  timeZone: string;
  reason: string;
}

export interface PolicyDraft {
  approvals: string;
  groups: readonly GroupDraft[];
  approvalsLastDays: string;
  resolveThreads: boolean;
  checks: readonly CheckDraft[];
  waitHours: string;
  windows: readonly WindowDraft[];
  freezes: readonly WindowDraft[];
  expiresDays: string;
  apply: "" | "automatic" | "manual";
  rollback: "" | "at_once" | "reviewed";
  /** What a deployment means: empty, nothing. */
  deploymentWait: "" | "wait" | "at_once";
  deploymentMinutes: string;
  deploymentFailure: "keep" | "roll_back";
}

/** Tells the rows of a draft apart, however they are moved and removed. */
let lastId = 0;
const nextId = () => (lastId += 1);

export function newCheck(kind: CheckDemand["kind"]): CheckDraft {
  return { id: nextId(), kind, metric: "", atLeast: "", atMost: "", better: "higher", tolerance: "", keys: "", stage: "", hours: "", name: "" };
}

export function newGroup(): GroupDraft {
  return { id: nextId(), kind: "role", team: "", role: "reviewer", approvals: "1" };
}

export function newWindow(): WindowDraft {
  return { id: nextId(), cron: "", hours: "", timeZone: "UTC", reason: "" };
}

/** The rules as a form has them. */
export function draftOf(rules: Rules): PolicyDraft {
  return {
    approvals: written(rules.approvals),
    groups: (rules.groups ?? []).map(({ from, approvals }) => ({ ...newGroup(), ...from, approvals: written(approvals) })),
    approvalsLastDays: written(rules.approvalsLastDays),
    resolveThreads: rules.resolveThreads ?? false,
    checks: (rules.checks ?? []).map(checkDraftOf),
    waitHours: written(rules.waitHours),
    windows: (rules.windows ?? []).map(windowDraftOf),
    freezes: (rules.freezes ?? []).map(windowDraftOf),
    expiresDays: written(rules.expiresDays),
    apply: rules.apply ?? "",
    rollback: rules.rollback ?? "",
    deploymentWait: rules.deployment === undefined ? "" : rules.deployment.wait ? "wait" : "at_once",
    deploymentMinutes: written(rules.deployment?.minutes),
    deploymentFailure: rules.deployment?.onFailure ?? "keep",
  };
}

function checkDraftOf(demand: CheckDemand): CheckDraft {
  const empty = newCheck(demand.kind);
  switch (demand.kind) {
    case "metric":
      return { ...empty, metric: demand.metric, atLeast: written(demand.atLeast), atMost: written(demand.atMost) };
    case "metric_vs_live":
      return { ...empty, metric: demand.metric, better: demand.better, tolerance: written(demand.tolerance) };
    case "metadata":
      return { ...empty, keys: demand.keys.join("\n") };
    case "soak":
      return { ...empty, stage: demand.stage, hours: written(demand.hours) };
    case "external":
      return { ...empty, name: demand.name };
    case "card":
    case "lineage":
    case "files_verified":
    case "safe_serialization":
    case "signature_compatible":
      return empty;
  }
}

function windowDraftOf({ cron, hours, timeZone, reason }: Window): WindowDraft {
  return { id: nextId(), cron, hours: written(hours), timeZone, reason };
}

function written(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

/** What reading a draft gives: its rules, or what is wrong by the path of the field, `checks.0.atLeast`. */
export type Reading = { rules: Rules; faults: null } | { rules: null; faults: Readonly<Record<string, string>> };

/** Reads what was typed. What was left empty is left out. */
export function readDraft(draft: PolicyDraft): Reading {
  return readRules({
    ...optional("approvals", draft.approvals),
    ...(draft.groups.length > 0 ? { groups: draft.groups.map(({ kind, team, role, approvals }) => ({ from: kind === "team" ? { kind, team: team.trim() } : { kind, role }, approvals: number(approvals) })) } : {}),
    ...optional("approvalsLastDays", draft.approvalsLastDays),
    ...(draft.resolveThreads ? { resolveThreads: true } : {}),
    ...(draft.checks.length > 0 ? { checks: draft.checks.map(demandOf) } : {}),
    ...optional("waitHours", draft.waitHours),
    ...(draft.windows.length > 0 ? { windows: draft.windows.map(windowOf) } : {}),
    ...(draft.freezes.length > 0 ? { freezes: draft.freezes.map(windowOf) } : {}),
    ...optional("expiresDays", draft.expiresDays),
    ...(draft.apply === "" ? {} : { apply: draft.apply }),
    ...(draft.rollback === "" ? {} : { rollback: draft.rollback }),
    ...(draft.deploymentWait === "" ? {} : { deployment: { wait: draft.deploymentWait === "wait", minutes: number(draft.deploymentMinutes), onFailure: draft.deploymentFailure } }),
  });
}

/** Reads a document that may be anything. */
export function readRules(document: unknown): Reading {
  const read = rulesSchema.safeParse(document);
  if (read.success) return { rules: read.data, faults: null };
  const faults = read.error.issues.map(({ path, message }): [string, string] => [path.join("."), `${message[0]?.toUpperCase() ?? ""}${message.slice(1)}`]);
  return { rules: null, faults: Object.fromEntries(faults.toReversed()) };
}

/** Reads a document from its JSON. */
export function readJson(text: string): Reading {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { rules: null, faults: { "": error instanceof Error ? error.message : "This is no JSON" } };
  }
  return readRules(document);
}

function demandOf(check: CheckDraft): unknown {
  const { kind, metric, atLeast, atMost, better, tolerance, keys, stage, hours, name } = check;
  switch (kind) {
    case "metric":
      return { kind, metric, ...optional("atLeast", atLeast), ...optional("atMost", atMost) };
    case "metric_vs_live":
      return { kind, metric, better, ...optional("tolerance", tolerance) };
    case "metadata":
      return { kind, keys: keys.split(/[\s,]+/).filter((key) => key !== "") };
    case "soak":
      return { kind, stage, hours: number(hours) };
    case "external":
      return { kind, name };
    case "card":
    case "lineage":
    case "files_verified":
    case "safe_serialization":
    case "signature_compatible":
      return { kind };
  }
}

function windowOf({ cron, hours, timeZone, reason }: WindowDraft) {
  return { cron, hours: number(hours), timeZone, ...(reason.trim() === "" ? {} : { reason }) };
}

function optional(name: string, text: string): Record<string, number> {
  return text.trim() === "" ? {} : { [name]: number(text) };
}

/** What is no number is left to the schema to refuse, in its own words. A comma is taken for a point. */
function number(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}
