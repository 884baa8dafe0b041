import { outcomesOf, soakedAt, type CheckedFacts } from "../checks/outcomes.ts";
import type { Outcome } from "../checks/schema.ts";
import type { Person } from "../identity/schema.ts";
import { closedWindows, frozenBy, nextOpening } from "../policies/calendar.ts";
import type { EffectivePolicy, MergedRules, ReviewerGroup } from "../policies/schema.ts";
import { groupId } from "../policies/strictest.ts";
import type { Blocker, BlockerKind, PromotionKind, PromotionState } from "./schema.ts";
import { isIn, judge, whyNotSign, type Parties, type Signature } from "./standing.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** What decides about a promotion, besides the rules. */
export interface Facts extends CheckedFacts, Parties {
  kind: PromotionKind;
  state: PromotionState;
  stage: string;
  /** Slug of the team that owns the model. */
  team: string;
  evidenceDigest: string;
  /** When the present round began. */
  roundAt: Date;
  notBefore: Date | null;
  /** Verdicts, the earliest first: at least the last one of each reviewer. */
  reviews: readonly Signature[];
  /** Threads of the conversation that are not resolved. */
  openThreads: number;
  /** Recalls in force of the version, or of what it was made from. */
  recalls: readonly RecallFact[];
  /** The promotion to the same stage whose deployment is waited for; null where there is none. */
  deploying: Deploying | null;
}

export interface Deploying {
  version: number;
  /** When silence counts as its failure. */
  until: Date | null;
  /** It is the promotion at hand. */
  own: boolean;
}

export interface RecallFact {
  id: string;
  /** Name of the data that was recalled; null where it was a version. */
  dataset: string | null;
  /** It is of the version itself, and not of something that it was made from. */
  own: boolean;
  reason: string;
  /** Whether the one who asks may lift it. */
  liftable: boolean;
}

/** Who asks: `you` of a blocker tells whether they can clear it. */
export interface Viewer {
  id: string;
  /** Whether they hold the permission to review here, and their credential lets them use it. */
  maySign: boolean;
  mayApply: boolean;
  mayDismiss: boolean;
  mayResolve: boolean;
}

/** Somebody who can do nothing: the registry itself, when it looks what stands in the way. */
export const nobody: Viewer = { id: "", maySign: false, mayApply: false, mayDismiss: false, mayResolve: false };

/** Blockers that only time clears. */
const timely: readonly BlockerKind[] = ["wait_time", "not_before", "outside_window", "frozen", "deploying"];

/** What the deployment itself, and whoever applied it, have settled where the deployment of a promotion has succeeded. */
export const settledByDeployment: readonly BlockerKind[] = ["deploying", "not_applied_yet"];

/** Whether everything is satisfied but the time, or the word of somebody who applies it. */
export function isSatisfied(left: readonly Blocker[]): boolean {
  return left.every(({ kind }) => kind === "not_applied_yet" || timely.includes(kind));
}

/** Which parts of the rules count for a kind of promotion. */
function demandsOf(kind: PromotionKind, rules: MergedRules) {
  // What goes back was checked when it first came; what is taken out is not looked at.
  const checks = kind === "promote" ? rules.checks : [];
  const atOnce = kind === "rollback" && rules.rollback === "at_once";
  return { checks, isReviewed: !atOnce, isTimed: !atOnce };
}

/** Whether the stage is moved only once the deployment has succeeded. What goes back or is taken out does not wait. */
export function waitsForDeployment(kind: PromotionKind, rules: MergedRules): boolean {
  return kind === "promote" && rules.deployment?.wait === true;
}

/** How the version stands to the automatic demands of the rules. */
export function checksOf(facts: Facts, rules: MergedRules, enforced = true): Outcome[] {
  return outcomesOf(demandsOf(facts.kind, rules).checks, facts, enforced);
}

/**
 * Everything that stands between a promotion and its stage, for the guard, the page, the SDK and the CLI alike. Of those
 * for which it does not matter, nothing is asked: it is one function of what it is given.
 * @param rules those in force for it: see stricterPolicy()
 * @returns the reasons, none of them when it can be applied
 */
export function blockers(facts: Facts, rules: MergedRules, viewer: Viewer): Blocker[] {
  const { isReviewed, isTimed } = demandsOf(facts.kind, rules);
  const found: Blocker[] = [];
  if (facts.state === "draft") {
    found.push(blocker("draft", "This is a draft", "A draft is not reviewed before it is submitted.", { who: facts.requester.name, you: facts.requester.id === viewer.id, clear: "submit" }));
  }
  // What is recalled neither comes nor comes back, and may well be taken out.
  if (facts.kind !== "remove") found.push(...facts.recalls.map(recalled));
  if (isReviewed) found.push(...objections(facts, rules, viewer), ...missingApprovals(facts, rules, viewer));
  found.push(...failingChecks(facts, rules));
  if (isReviewed && rules.resolveThreads && facts.openThreads > 0) {
    found.push(
      blocker("threads_unresolved", facts.openThreads === 1 ? "One thread is not resolved" : `${facts.openThreads} threads are not resolved`, "The policy wants every thread of the conversation resolved.", {
        who: `Who began the thread, or whoever may review or request in ${facts.team}`,
        you: viewer.mayResolve,
        clear: "resolve",
      }),
    );
  }
  if (isTimed) found.push(...timing(facts, rules));
  if (isTimed && facts.deploying) found.push(deploying(facts, facts.deploying));
  if (isReviewed && rules.apply === "manual") {
    found.push(blocker("not_applied_yet", "Somebody has to apply it", "The policy lets nothing go into effect by itself.", { who: `A contributor or maintainer of ${facts.team}`, you: viewer.mayApply, clear: "apply" }));
  }
  return found;
}

type Extra = Pick<Blocker, "who" | "clear"> & Partial<Pick<Blocker, "you" | "about" | "until">>;

function blocker(kind: BlockerKind, what: string, why: string, extra: Extra): Blocker {
  return { kind, what, why, you: false, about: null, until: null, ...extra };
}

/** Names no version: whoever sees the promotion may not see the one that was recalled. */
function recalled({ id, dataset, own, reason, liftable }: RecallFact): Blocker {
  const [what, why] = own
    ? ["This version is recalled", `It was recalled: ${reason}`]
    : dataset === null
      ? ["A version that this one was made from is recalled", `That one was recalled: ${reason}`]
      : [`The data ${dataset} is recalled`, `This version was made from it, directly or by way of others: ${reason}`];
  const who = dataset === null ? `A maintainer of ${own ? "the model" : "the model that was recalled"}, who lifts the recall` : "An administrator, who lifts the recall";
  return blocker("recalled", what, why, { who, you: liftable, clear: "lift", about: id });
}

/** The reviews that count, of people who may sign. */
function counted(facts: Facts, rules: MergedRules): Signature[] {
  return judge(facts.reviews, { ...facts, approvalsLastDays: rules.approvalsLastDays })
    .filter(({ review, lapsed }) => lapsed === null && review.verdict !== "comment" && whyNotSign(facts, review.reviewer.id) === null)
    .map(({ review }) => review);
}

function objections(facts: Facts, rules: MergedRules, viewer: Viewer): Blocker[] {
  return counted(facts, rules)
    .filter((review) => review.verdict === "request_changes")
    .map(({ reviewer }) =>
      blocker("changes_requested", `${reviewer.name} asks for changes`, "A request for changes blocks until the one who made it approves, or a maintainer dismisses it with a reason.", {
        who: `${reviewer.name}, or a maintainer of ${facts.team}`,
        you: (reviewer.id === viewer.id && viewer.maySign) || viewer.mayDismiss,
        clear: "approve_or_dismiss",
        about: reviewer.id,
      }),
    );
}

function missingApprovals(facts: Facts, rules: MergedRules, viewer: Viewer): Blocker[] {
  const approvals = counted(facts, rules).filter((review) => review.verdict === "approve");
  const maySign = viewer.maySign && facts.state !== "draft" && whyNotSign(facts, viewer.id) === null && !approvals.some(({ reviewer }) => reviewer.id === viewer.id);
  const others = names([facts.requester, facts.author, ...facts.makers]);
  const found: Blocker[] = [];
  for (const group of rules.groups) {
    const missing = group.approvals - approvals.filter((review) => isIn(group, review)).length;
    if (missing <= 0) continue;
    const people = group.from.kind === "team" ? `the team ${group.from.team}` : `the ${group.from.role}s of ${facts.team}`;
    found.push(
      blocker("group_approvals_missing", `${approvalsWord(missing)} of ${people}`, `The policy wants ${group.approvals} from ${people}.`, {
        who: group.from.kind === "team" ? `A member of ${group.from.team} who may review in ${facts.team}, other than ${others}` : `A ${group.from.role} of ${facts.team} other than ${others}`,
        you: maySign,
        clear: "review",
        about: groupId(group),
      }),
    );
  }
  const missing = rules.approvals - approvals.length;
  if (missing > 0) {
    found.push(
      blocker("approvals_missing", approvalsWord(missing), "Nothing reaches a stage until somebody who neither requested it nor made the version has signed for it.", {
        who: `A reviewer or maintainer other than ${others}`,
        you: maySign,
        clear: "review",
      }),
    );
  }
  return found;
}

function approvalsWord(missing: number): string {
  return missing === 1 ? "One approval is missing" : `${missing} approvals are missing`;
}

function names(people: readonly Person[]): string {
  return [...new Map(people.map((person) => [person.id, person.name])).values()].join(" and ");
}

const checkKinds = { failed: "check_failed", missing: "check_missing", pending: "check_pending" } as const;

function failingChecks(facts: Facts, rules: MergedRules): Blocker[] {
  const { checks } = demandsOf(facts.kind, rules);
  return outcomesOf(checks, facts, true).flatMap((outcome, at) => {
    const demand = checks[at];
    if (outcome.status === "passed" || !demand) return [];
    const isReported = demand.kind === "external";
    const isFound = outcome.status === "pending" && (demand.kind === "files_verified" || demand.kind === "safe_serialization");
    const why = [outcome.why, ...outcome.findings.slice(0, 3).map((finding) => `${finding[0]?.toUpperCase()}${finding.slice(1)}.`)].join(" ");
    return [
      blocker(checkKinds[outcome.status], isReported ? `The check ${outcome.title} ${verbs[outcome.status]}` : `${outcome.title}: ${outcome.status}`, why, {
        who: isReported ? "The pipeline that reports it" : demand.kind === "soak" ? "Time, or a promotion to that stage" : isFound ? "The registry, which looks into the files" : "The author, with a new version",
        clear: isReported ? "report" : demand.kind === "soak" || isFound ? "wait" : "new_version",
        about: outcome.id,
        until: soakedAt(demand, facts)?.toISOString() ?? null,
      }),
    ];
  });
}

const verbs = { failed: "failed", missing: "was not reported", pending: "is not finished" } as const;

function timing(facts: Facts, rules: MergedRules): Blocker[] {
  const { now, notBefore } = facts;
  const found: Blocker[] = [];
  const waited = new Date(facts.roundAt.getTime() + rules.waitHours * hour);
  if (waited > now) {
    found.push(blocker("wait_time", `It has to wait for ${rules.waitHours} hours`, "The policy gives everybody that much time to object, from the beginning of a round.", { who: "Time", clear: "wait", until: waited.toISOString() }));
  }
  if (notBefore && notBefore > now) {
    found.push(blocker("not_before", "Its time has not come", `${facts.requester.name} wants it applied no earlier.`, { who: `Time, or ${facts.requester.name}`, clear: "wait", until: notBefore.toISOString() }));
  }
  const frozen = frozenBy(rules, now);
  if (frozen) {
    found.push(blocker("frozen", `${facts.stage} is frozen`, frozen.freeze.reason || "Nothing is applied within this time.", { who: "Time, or somebody who may bypass the policy", clear: "wait", until: frozen.until.toISOString() }));
  }
  if (closedWindows(rules, now)) {
    const next = nextOpening(rules, now);
    found.push(blocker("outside_window", `${facts.stage} is moved at certain hours only`, "The policy names the hours in which it is applied.", { who: "Time", clear: "wait", until: next?.toISOString() ?? null }));
  }
  return found;
}

function deploying({ stage }: Facts, { version, until, own }: Deploying): Blocker {
  const [what, why] = own
    ? ["Its deployment has not succeeded yet", `${stage} moves once the pipeline has reported that it has.`]
    : [`v${version} is being deployed`, `One version at a time goes to ${stage}: what becomes of that one is waited for.`];
  return blocker("deploying", what, why, { who: `The pipeline that deploys ${own ? "it" : `v${version}`}, or time`, clear: "wait", until: until?.toISOString() ?? null });
}

/** How a promotion stands to the automatic demands, and to the policies that are only tried. */
export function appraise({ facts, policy: { enforced, tried } }: { facts: Facts; policy: EffectivePolicy }): { checks: Outcome[]; triedBlockers: Blocker[] } {
  const checks = checksOf(facts, enforced);
  if (!tried) return { checks, triedBlockers: [] };
  const known = new Set(checks.map(({ id, title }) => `${id} ${title}`));
  const standing = new Set(blockers(facts, enforced, nobody).map(({ kind, what }) => `${kind} ${what}`));
  return {
    checks: [...checks, ...checksOf(facts, tried, false).filter(({ id, title }) => !known.has(`${id} ${title}`))],
    triedBlockers: blockers(facts, tried, nobody).filter(({ kind, what }) => !standing.has(`${kind} ${what}`)),
  };
}

/** When a request is over: so many days after it was submitted, or after it may be applied at the earliest. */
export function expiryOf(submittedAt: Date, notBefore: Date | null, { expiresDays }: Pick<MergedRules, "expiresDays">): Date {
  return new Date(Math.max(submittedAt.getTime(), notBefore?.getTime() ?? 0) + expiresDays * day);
}

/** When time alone will have cleared the way; null when that never happens. */
export function opensAt(facts: Pick<Facts, "now" | "roundAt" | "notBefore">, rules: MergedRules): Date | null {
  const waited = facts.roundAt.getTime() + rules.waitHours * hour;
  return nextOpening(rules, new Date(Math.max(facts.now.getTime(), waited, facts.notBefore?.getTime() ?? 0)));
}

/** The next instant at which the registry has to look at an open promotion again, whatever people do. */
export function looksAgainAt(facts: Facts, rules: MergedRules, expiresAt: Date | null): Date | null {
  const instants = [
    expiresAt,
    ...checksOf(facts, rules).flatMap(({ status }, at) => (status === "pending" ? (soakedAt(rules.checks[at]!, facts) ?? []) : [])),
    ...(rules.approvalsLastDays === null ? [] : counted(facts, rules).filter(({ verdict }) => verdict === "approve").map(({ at }) => new Date(at.getTime() + (rules.approvalsLastDays ?? 0) * day))),
    ...(isSatisfied(blockers(facts, rules, nobody)) ? [opensAt(facts, rules)] : []),
  ].filter((instant) => instant !== null && instant > facts.now) as Date[];
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

/** Of the people who could sign, what the policy wants of them; the group that lacks most first. */
export function wantedGroups(facts: Facts, rules: MergedRules): ReviewerGroup[] {
  const approvals = counted(facts, rules).filter((review) => review.verdict === "approve");
  return rules.groups.filter((group) => approvals.filter((review) => isIn(group, review)).length < group.approvals);
}
