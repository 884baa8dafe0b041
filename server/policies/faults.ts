import { nextOpening, windowFault } from "./calendar.ts";
import { demandId } from "./demands.ts";
import type { CheckDemand, DeploymentRule, MergedRules, ReviewerGroup, Rules, Window } from "./schema.ts";
import { complete, groupId, stricter } from "./strictest.ts";

/** What a policy has to fit. */
export interface Surroundings {
  now: Date;
  /** The stage that the policy is for. */
  stage: string;
  /** All stages in use, in their order. */
  stages: readonly string[];
  /** The names of the checks that pipelines may report. */
  checks: readonly string[];
  /**
   * How many people could approve, by group: `team:risk`, `role:maintainer`, and `all`. A group that is not here is not
   * known; a team that is not here does not exist.
   */
  people: ReadonlyMap<string, number>;
  /** What the wider scopes enforce already; null for the widest. */
  wider: MergedRules | null;
}

/**
 * Why a policy can't be saved: where it contradicts itself, can never be satisfied, names what there is not, or is looser
 * than what it adds to. A sentence each, none when all is well.
 */
export function policyFaults(rules: Rules, around: Surroundings): string[] {
  const hoursFaults = [...(rules.windows ?? []), ...(rules.freezes ?? [])].flatMap((window) => {
    const fault = windowFault(window, around.now);
    return fault === null ? [] : [`${fault[0]?.toUpperCase()}${fault.slice(1)}.`];
  });
  const own = [
    ...twiceNamed(rules),
    ...(rules.checks ?? []).flatMap((demand) => demandFaults(demand, around)),
    ...(rules.groups ?? []).flatMap((group) => groupFaults(group, around)),
    ...looser(rules, around.wider),
  ];
  if (hoursFaults.length > 0) return [...own, ...hoursFaults];
  const merged = around.wider ? stricter(around.wider, { ...complete(rules), expiresDays: rules.expiresDays ?? around.wider.expiresDays }) : complete(rules);
  return [...new Set([...own, ...togetherFaults(merged, around)])];
}

function twiceNamed({ checks = [], groups = [] }: Rules): string[] {
  const repeated = (ids: string[]) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  return [
    ...bothWays(checks).map((metric) => `${metric} can't be better both when it is higher and when it is lower.`),
    ...repeated(checks.map(demandId)).map((id) => `The check ${id} is demanded twice; write it once.`),
    ...repeated(groups.map(groupId)).map((id) => `The reviewers ${id.replace(":", " ")} are demanded twice; write them once.`),
  ];
}

/** Metrics that are to be no lower than those of the live version, and no higher. */
function bothWays(checks: readonly CheckDemand[]): string[] {
  const of = (better: "higher" | "lower") => checks.flatMap((demand) => (demand.kind === "metric_vs_live" && demand.better === better ? [demand.metric] : []));
  const lower = of("lower");
  return [...new Set(of("higher").filter((metric) => lower.includes(metric)))];
}

function demandFaults(demand: CheckDemand, { stage, stages, checks }: Surroundings): string[] {
  if (demand.kind === "metric" && demand.atLeast === undefined && demand.atMost === undefined) return [`The metric ${demand.metric} has no bound: say at least, at most, or both.`];
  if (demand.kind === "external" && !checks.includes(demand.name)) {
    return [`There is no check ${demand.name}. ${checks.length > 0 ? `The checks are ${checks.join(", ")}.` : "None is defined yet."} An administrator defines them.`];
  }
  if (demand.kind !== "soak") return [];
  if (!stages.includes(demand.stage)) return [`There is no stage ${demand.stage}. The stages are ${stages.join(", ")}.`];
  if (demand.stage === stage) return [`A version can't have been live in ${stage} before it is promoted there. Name an earlier stage.`];
  return stages.indexOf(demand.stage) > stages.indexOf(stage) ? [`${demand.stage} comes after ${stage}, so no version has been live there before. Name an earlier stage.`] : [];
}

function groupFaults({ from, approvals }: ReviewerGroup, { people }: Surroundings): string[] {
  const id = groupId({ from, approvals });
  const there = people.get(id);
  const name = from.kind === "team" ? `the team ${from.team}` : `${from.role}s of the team`;
  if (there === undefined) return from.kind === "team" ? [`There is no team ${from.team}.`] : [];
  return there < approvals ? [`${approvals} approvals are wanted from ${name}, where ${there === 1 ? "only one person" : there === 0 ? "nobody" : `only ${there} people`} could give one. Ask for fewer, or add people first.`] : [];
}

/** Whoever narrows a policy can only add to it: what would change nothing is told, instead of being taken for effective. */
function looser(rules: Rules, wider: MergedRules | null): string[] {
  if (!wider) return [];
  const fault = (what: string, wide: string) => `${what}, while the wider policy ${wide}. Leave it out, or be stricter.`;
  return [
    ...(rules.approvals !== undefined && rules.approvals < wider.approvals ? [fault(`It asks for ${rules.approvals} approvals`, `asks for ${wider.approvals}`)] : []),
    ...(rules.approvalsLastDays !== undefined && wider.approvalsLastDays !== null && rules.approvalsLastDays > wider.approvalsLastDays ? [fault(`Approvals would last ${rules.approvalsLastDays} days`, `lets them last ${wider.approvalsLastDays}`)] : []),
    ...(rules.resolveThreads === false && wider.resolveThreads ? [fault("Threads would not have to be resolved", "demands that they are")] : []),
    ...(rules.waitHours !== undefined && rules.waitHours < wider.waitHours ? [fault(`It waits for ${rules.waitHours} hours`, `waits for ${wider.waitHours}`)] : []),
    ...(rules.expiresDays !== undefined && rules.expiresDays > wider.expiresDays ? [fault(`Requests would expire after ${rules.expiresDays} days`, `lets them expire after ${wider.expiresDays}`)] : []),
    ...(rules.apply === "automatic" && wider.apply === "manual" ? [fault("It would be applied by itself", "wants somebody to apply it")] : []),
    ...(rules.rollback === "at_once" && wider.rollback === "reviewed" ? [fault("A rollback would go at once", "wants it reviewed")] : []),
    ...looserDeployment(rules.deployment, wider.deployment).map(([what, wide]) => fault(what, wide)),
    ...(rules.groups ?? []).flatMap((group) => {
      const wide = wider.groups.find((other) => groupId(other) === groupId(group));
      return wide && group.approvals < wide.approvals ? [fault(`It asks for ${group.approvals} of ${groupId(group).replace(":", " ")}`, `asks for ${wide.approvals}`)] : [];
    }),
    ...(rules.checks ?? []).flatMap((demand) => {
      const turned = demand.kind === "metric_vs_live" && wider.checks.find((other) => other.kind === "metric_vs_live" && other.metric === demand.metric && other.better !== demand.better);
      if (turned) return [`${demand.metric} can't be better both when it is higher and when it is lower: the wider policy says the opposite.`];
      const wide = wider.checks.find((other) => demandId(other) === demandId(demand));
      return wide && isLooser(demand, wide) ? [fault(`The check ${demandId(demand)} is looser`, "is stricter about it")] : [];
    }),
  ];
}

function looserDeployment(rule: DeploymentRule | undefined, wide: DeploymentRule | null): [string, string][] {
  if (!rule || !wide) return [];
  return [
    ...(wide.wait && !rule.wait ? [["The stage would move before its deployment has succeeded", "has it wait"] as [string, string]] : []),
    ...(rule.minutes > wide.minutes ? [[`A deployment would have ${rule.minutes} minutes`, `gives it ${wide.minutes}`] as [string, string]] : []),
    ...(wide.onFailure === "roll_back" && rule.onFailure === "keep" ? [["The stage would stay when its deployment fails", "has it go back"] as [string, string]] : []),
  ];
}

function isLooser(demand: CheckDemand, wide: CheckDemand): boolean {
  if (demand.kind === "metric" && wide.kind === "metric") {
    const below = demand.atLeast !== undefined && wide.atLeast !== undefined && demand.atLeast < wide.atLeast;
    return below || (demand.atMost !== undefined && wide.atMost !== undefined && demand.atMost > wide.atMost);
  }
  if (demand.kind === "metric_vs_live" && wide.kind === "metric_vs_live") return demand.tolerance > wide.tolerance;
  return demand.kind === "soak" && wide.kind === "soak" && demand.hours < wide.hours;
}

/** What can't hold at once, in a document or between it and the wider ones. */
function togetherFaults(rules: MergedRules, { now, people }: Surroundings): string[] {
  const there = people.get("all");
  const hours: Window[] = [...rules.windows.flat(), ...rules.freezes];
  return [
    ...rules.checks.flatMap((demand) =>
      demand.kind === "metric" && demand.atLeast !== undefined && demand.atMost !== undefined && demand.atLeast > demand.atMost
        ? [`No value of ${demand.metric} is at least ${demand.atLeast} and at most ${demand.atMost}.`]
        : [],
    ),
    ...(there !== undefined && there < rules.approvals ? [`${rules.approvals} approvals are wanted, and ${there === 1 ? "only one person" : `only ${there} people`} could give one. Ask for fewer, or add people first.`] : []),
    ...(rules.waitHours >= rules.expiresDays * 24 ? [`A request would expire after ${rules.expiresDays} days, before it has waited for ${rules.waitHours} hours.`] : []),
    ...(hours.length > 0 && nextOpening(rules, now) === null ? ["There is no hour within the next 400 days in which it could be applied: the windows and the freezes leave none."] : []),
  ];
}
