import { demandId } from "./demands.ts";
import { windowWords } from "./schedule.ts";
import { addition, complete, groupId, nothing } from "./strictest.ts";
import type { CheckDemand, DeploymentRule, MergedRules, PolicyScope, ReviewerGroup, Rules } from "./schema.ts";

/** Rules as people read them: one sentence each. */
export function wordsOf(rules: MergedRules): string[] {
  return entriesOf(rules).map(({ words }) => words);
}

/** The sentences of the first rules that the second ones don't say. */
export function addedWords(rules: MergedRules, than: MergedRules): string[] {
  const known = new Set(wordsOf(than));
  return wordsOf(rules).filter((words) => !known.has(words));
}

/** The sentences of one document: of the site's all that it comes to, of a narrower one what it adds to any other. */
export function documentWords(rules: Rules, scope: PolicyScope): string[] {
  return scope.kind === "site" ? wordsOf(complete(rules)) : addedWords(addition(rules), nothing);
}

function entriesOf(rules: MergedRules): { id: string; words: string }[] {
  const entry = (id: string, words: string | null) => (words === null ? [] : [{ id, words }]);
  return [
    ...entry("approvals", rules.approvals === 0 ? "No approval is needed." : `${people(rules.approvals)} who neither requested it nor made the version ${rules.approvals === 1 ? "approves" : "approve"}.`),
    ...rules.groups.map((group) => ({ id: groupId(group), words: groupWords(group) })),
    ...entry("lasting", rules.approvalsLastDays === null ? null : `An approval counts for ${plural(rules.approvalsLastDays, "day")}.`),
    ...entry("threads", rules.resolveThreads ? "Every thread of the conversation is resolved." : null),
    ...rules.checks.map((demand) => ({ id: demandId(demand), words: demandWords(demand) })),
    ...entry("wait", rules.waitHours === 0 ? null : `It waits for ${plural(rules.waitHours, "hour")} from the beginning of its round.`),
    ...rules.windows.map((choice, at) => ({ id: `windows:${at}`, words: `It is applied only ${choice.map(windowWords).join(", or ")}.` })),
    ...rules.freezes.map((freeze, at) => ({ id: `freeze:${at}`, words: `Nothing is applied ${windowWords(freeze)}${freeze.reason === "" ? "." : `: ${freeze.reason.replace(/\.$/, "")}.`}` })),
    ...entry("expiry", `It expires after ${plural(rules.expiresDays, "day")}.`),
    ...entry("apply", rules.apply === "manual" ? "Somebody applies it, once nothing is in the way." : null),
    ...entry("rollback", rules.rollback === "reviewed" ? "A rollback is reviewed too." : "A rollback goes at once."),
    ...(rules.deployment ? deploymentWords(rules.deployment).map((words, at) => ({ id: `deployment:${at}`, words })) : []),
  ];
}

function deploymentWords({ wait, minutes, onFailure }: DeploymentRule): string[] {
  return [
    wait ? `The stage moves once the deployment has succeeded, within ${plural(minutes, "minute")}.` : `Its deployment succeeds within ${plural(minutes, "minute")}, or has failed.`,
    ...(onFailure === "roll_back" ? [`When the deployment fails after the stage has moved, the stage goes back by itself.`] : []),
  ];
}

function people(count: number): string {
  return count === 1 ? "Somebody" : `${count} people`;
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

function groupWords({ from, approvals }: ReviewerGroup): string {
  const among = approvals === 1 ? "One" : String(approvals);
  return from.kind === "team" ? `${among} of them from the team ${from.team}.` : `${among} of them ${approvals === 1 ? `a ${from.role}` : `${from.role}s`} of the model's team.`;
}

function demandWords(demand: CheckDemand): string {
  switch (demand.kind) {
    case "metric": {
      const bounds = [demand.atLeast === undefined ? [] : `at least ${demand.atLeast}`, demand.atMost === undefined ? [] : `at most ${demand.atMost}`].flat();
      return `${demand.metric} is ${bounds.join(" and ")}.`;
    }
    case "metric_vs_live":
      return demand.tolerance === 0
        ? `${demand.metric} is no ${demand.better === "higher" ? "lower" : "higher"} than that of the live version.`
        : `${demand.metric} is at most ${demand.tolerance} ${demand.better === "higher" ? "lower" : "higher"} than that of the live version.`;
    case "metadata":
      return `${demand.keys.join(", ")} ${demand.keys.length === 1 ? "is" : "are"} declared.`;
    case "card":
      return "It has a model card.";
    case "lineage":
      return "Its datasets, code and environment are known.";
    case "files_verified":
      return "Every file was looked into, and none is damaged.";
    case "safe_serialization":
      return "No file can run code when it is loaded.";
    case "signature_compatible":
      return "Whoever calls the live version can call it.";
    case "soak":
      return `It has been live in ${demand.stage} for ${plural(demand.hours, "hour")}.`;
    case "external":
      return `The check ${demand.name} passed.`;
  }
}
