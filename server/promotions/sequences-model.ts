/**
 * What may happen to the promotions of one model's stage, told once more and as plainly as can be, to compare the registry
 * with. It shares nothing with what it is compared to.
 */

export interface PlainRules {
  approvals: number;
  /** One of the approvals from a maintainer. */
  maintainer: boolean;
  /** The check `bias` has passed. */
  check: boolean;
  frozen: boolean;
  manual: boolean;
  reviewedRollback: boolean;
  /** The stage waits for the deployment, or goes back when it fails. */
  waits: boolean;
  goesBack: boolean;
}

export type Who = "ada" | "ann" | "rex" | "mia" | "ria" | "sam" | "vic";
const maintainers: readonly Who[] = ["rex", "mia"];
/** Ann has made every version. */
const author: Who = "ann";
const moderates = (who: Who) => who === "ada" || maintainers.includes(who);
const requests = (who: Who) => who === "ann" || moderates(who);
const reviews = (who: Who) => who === "ria" || who === "sam" || moderates(who);

export type Act =
  | { kind: "submit"; by: Who; version: number }
  | { kind: "review"; by: Who; of: number; approves: boolean; stale: boolean }
  | { kind: "dismiss"; by: Who; of: number; verdict: number }
  | { kind: "report"; version: number; passed: boolean }
  | { kind: "save"; rules: PlainRules }
  | { kind: "apply"; by: Who; of: number }
  | { kind: "bypass"; by: Who; of: number }
  | { kind: "rollback"; by: Who }
  | { kind: "withdraw"; by: Who; of: number }
  | { kind: "reject"; by: Who; of: number }
  /** Its time is over; whether the registry notices at once is another thing. */
  | { kind: "expire"; of: number; noticed: boolean }
  /** The pipeline says how the latest deployment ended, or nobody does in time. */
  | { kind: "deploy"; how: "succeeded" | "failed" | "silent" };

interface Verdict {
  by: Who;
  approves: boolean;
  round: number;
  dismissed: boolean;
}

export interface PlainPromotion {
  kind: "promote" | "rollback";
  version: number;
  by: Who;
  state: "open" | "approved" | "applying" | "applied" | "failed" | "withdrawn" | "rejected" | "expired" | "superseded";
  round: number;
  /** What this round's evidence says of the check, and of what is live. */
  seen: { check: string; live: number | null };
  promised: PlainRules;
  verdicts: Verdict[];
  overdue: boolean;
}

interface PlainDeployment {
  promotion: PlainPromotion;
  state: "pending" | "succeeded" | "failed" | "timed_out" | "superseded";
  goesBack: boolean;
  replaces: number | null;
}

/** A refusal, as the registry gives its reason. */
export type Refusal = string;

function stricter(one: PlainRules, other: PlainRules): PlainRules {
  return {
    approvals: Math.max(one.approvals, other.approvals),
    maintainer: one.maintainer || other.maintainer,
    check: one.check || other.check,
    frozen: one.frozen || other.frozen,
    manual: one.manual || other.manual,
    reviewedRollback: one.reviewedRollback || other.reviewedRollback,
    waits: one.waits || other.waits,
    goesBack: one.goesBack || other.goesBack,
  };
}

const isOpen = (promotion: PlainPromotion) => promotion.state === "open" || promotion.state === "approved";

export class PlainStage {
  rules: PlainRules = { approvals: 1, maintainer: false, check: false, frozen: false, manual: false, reviewedRollback: false, waits: false, goesBack: false };
  live: number | null = null;
  /** What was live and not rolled back from. */
  good: number[] = [];
  promotions: PlainPromotion[] = [];
  reported = new Map<number, "passed" | "failed">();
  /** Moves that were made, each with what stood in its way. */
  moves: { version: number; from: number | null; bypassed: boolean; missing: string[] }[] = [];
  deployments: PlainDeployment[] = [];
  /** Whose move was the last. */
  movedBy: PlainPromotion | null = null;

  /** Another stage in the same place, with a future of its own. */
  copy(): PlainStage {
    const { rules, live, good, promotions, reported, moves, deployments, movedBy } = this;
    return Object.assign(new PlainStage(), structuredClone({ rules, live, good, promotions, reported, moves, deployments, movedBy }));
  }

  rulesFor({ promised }: PlainPromotion): PlainRules {
    return stricter(promised, this.rules);
  }

  /** What the rules want of a promotion and do not have, time left out. */
  missing(promotion: PlainPromotion): string[] {
    const rules = this.rulesFor(promotion);
    if (promotion.kind === "rollback" && !rules.reviewedRollback) return [];
    const last = new Map(promotion.verdicts.map((verdict) => [verdict.by, verdict]));
    const standing = [...last.values()].filter(({ dismissed }) => !dismissed);
    const approving = standing.filter(({ approves, round, by }) => approves && round === promotion.round && by !== promotion.by && by !== author);
    const found: string[] = [];
    if (standing.some(({ approves }) => !approves)) found.push("objection");
    if (approving.length < rules.approvals) found.push("approvals");
    if (rules.maintainer && !approving.some(({ by }) => maintainers.includes(by))) found.push("maintainer");
    if (rules.check && promotion.kind === "promote" && this.reported.get(promotion.version) !== "passed") found.push("check");
    return found;
  }

  private holdsUp(promotion: PlainPromotion): string[] {
    const rules = this.rulesFor(promotion);
    if (promotion.kind === "rollback" && !rules.reviewedRollback) return [];
    const deploying = this.promotions.some(({ state }) => state === "applying");
    return [...(rules.frozen ? ["frozen"] : []), ...(rules.manual ? ["manual"] : []), ...(deploying ? ["deploying"] : [])];
  }

  private evidence(promotion: PlainPromotion): PlainPromotion["seen"] {
    const named = this.rulesFor(promotion).check;
    return { check: named ? (this.reported.get(promotion.version) ?? "none") : "none", live: this.live };
  }

  private freshen(promotion: PlainPromotion): void {
    const now = this.evidence(promotion);
    if (now.check === promotion.seen.check && now.live === promotion.seen.live) return;
    promotion.seen = now;
    promotion.round++;
  }

  /** What the registry makes of a promotion whenever something happens to it. */
  private look(promotion: PlainPromotion): void {
    if (!isOpen(promotion)) return;
    this.freshen(promotion);
    if (promotion.overdue) return;
    if (this.missing(promotion).length > 0) promotion.state = "open";
    else if (this.holdsUp(promotion).length > 0) promotion.state = "approved";
    else this.apply(promotion);
  }

  /** Moves the stage, or has its deployment waited for. */
  private apply(promotion: PlainPromotion): void {
    const isGated = promotion.kind === "promote" && this.rulesFor(promotion).waits;
    const replaces = this.live;
    if (isGated) promotion.state = "applying";
    else this.move(promotion, false);
    this.deploy(promotion, replaces);
  }

  private deploy(promotion: PlainPromotion, replaces: number | null): void {
    this.overtake();
    this.deployments.push({ promotion, state: "pending", goesBack: promotion.kind === "promote" && this.rulesFor(promotion).goesBack, replaces });
  }

  /** Nobody waits any more for the deployments that have not ended. */
  private overtake(): void {
    for (const deployment of this.deployments) if (deployment.state === "pending") deployment.state = "superseded";
  }

  private report(how: Extract<Act, { kind: "deploy" }>["how"]): Refusal | null {
    const deployment = this.deployments.at(-1);
    if (!deployment) return "not_found";
    const { promotion, state: before } = deployment;
    if (before === "superseded" || (how === "silent" && before !== "pending")) return null;
    deployment.state = how === "silent" ? "timed_out" : how;
    if (deployment.state === before) return null;
    if (how === "succeeded") {
      if (promotion.state === "applying") this.complete(promotion);
    } else if (promotion.state === "applying") promotion.state = "failed";
    else if (before !== "failed" && before !== "timed_out" && deployment.goesBack) this.goBack(deployment);
    return null;
  }

  /** What let it begin has to let it go on. */
  private complete(promotion: PlainPromotion): void {
    this.freshen(promotion);
    if (this.missing(promotion).length > 0 || this.rulesFor(promotion).frozen) promotion.state = "failed";
    else this.move(promotion, false);
  }

  private goBack({ promotion, replaces }: PlainDeployment): void {
    if (this.movedBy !== promotion || replaces === null || !this.good.slice(0, -1).includes(replaces)) return;
    this.rollBack(replaces, promotion.by);
  }

  private rollBack(version: number, by: Who): void {
    for (const other of this.promotions) {
      if (other.version !== version || !(isOpen(other) || other.state === "applying")) continue;
      if (other.state === "applying") this.overtake();
      other.state = "superseded";
    }
    this.open({ kind: "rollback", version, by });
  }

  private move(promotion: PlainPromotion, bypassed: boolean): void {
    this.movedBy = promotion;
    this.moves.push({ version: promotion.version, from: this.live, bypassed, missing: this.missing(promotion) });
    promotion.state = "applied";
    this.live = promotion.version;
    const before = promotion.kind === "rollback" ? this.good.lastIndexOf(promotion.version) : -1;
    if (before >= 0) this.good.length = before + 1;
    else this.good.push(promotion.version);
    for (const other of this.promotions.filter((each) => each !== promotion && (isOpen(each) || each.state === "applying"))) {
      if (other.state === "applying" || other.version === promotion.version || (promotion.kind === "promote" && other.version < promotion.version)) other.state = "superseded";
      else {
        this.freshen(other);
        other.state = "open";
      }
    }
  }

  /** Waits for nothing. */
  private bypass(promotion: PlainPromotion): void {
    const replaces = this.live;
    const isBypass = this.missing(promotion).length > 0 || this.holdsUp(promotion).length > 0;
    if (!isBypass) return this.apply(promotion);
    this.move(promotion, true);
    this.deploy(promotion, replaces);
  }

  private open(promotion: Pick<PlainPromotion, "kind" | "version" | "by">): void {
    const opened: PlainPromotion = { ...promotion, state: "open", round: 1, seen: { check: "none", live: this.live }, promised: this.rules, verdicts: [], overdue: false };
    opened.seen = this.evidence(opened);
    this.promotions.push(opened);
    this.look(opened);
  }

  /** Does what is asked. @returns the reason when it is refused */
  act(act: Act): Refusal | null {
    switch (act.kind) {
      case "submit":
        if (!requests(act.by)) return "forbidden";
        if (act.version === this.live) return "already_live";
        if (this.promotions.some((other) => (isOpen(other) || other.state === "applying") && other.version === act.version)) return "already_requested";
        this.open({ kind: "promote", version: act.version, by: act.by });
        return null;
      case "rollback": {
        if (!requests(act.by)) return "forbidden";
        const target = this.good.at(-2);
        if (target === undefined) return "nothing_to_roll_back_to";
        this.rollBack(target, act.by);
        return null;
      }
      case "save":
        this.rules = act.rules;
        // All that are open are looked at, and then it is noticed whose time is over.
        for (const promotion of this.promotions) {
          if (isOpen(promotion) && promotion.overdue) promotion.state = "expired";
          else this.look(promotion);
        }
        return null;
      case "report":
        this.reported.set(act.version, act.passed ? "passed" : "failed");
        for (const promotion of this.promotions) if (promotion.version === act.version) this.look(promotion);
        return null;
      case "expire": {
        const promotion = this.promotions[act.of]!;
        if (!isOpen(promotion)) return null;
        promotion.overdue = true;
        if (act.noticed) promotion.state = "expired";
        return null;
      }
      case "deploy":
        return this.report(act.how);
      case "review":
      case "dismiss":
      case "apply":
      case "bypass":
      case "withdraw":
      case "reject":
        return this.actOn(this.promotions[act.of]!, act);
    }
  }

  private actOn(promotion: PlainPromotion, act: Extract<Act, { of: number; by: Who }>): Refusal | null {
    const isOver = !isOpen(promotion);
    switch (act.kind) {
      case "review":
        if (isOver || promotion.overdue) return "promotion_closed";
        if (act.by === promotion.by || act.by === author) return "self_approval";
        if (!reviews(act.by)) return "forbidden";
        if (act.stale) return "evidence_changed";
        promotion.verdicts.push({ by: act.by, approves: act.approves, round: promotion.round, dismissed: false });
        break;
      case "dismiss": {
        if (!moderates(act.by)) return "forbidden";
        if (isOver && promotion.state !== "applying") return "promotion_closed";
        const verdict = promotion.verdicts[act.verdict]!;
        if (!verdict.approves && (act.by === promotion.by || act.by === author)) return "self_approval";
        if (verdict.dismissed) return "already_exists";
        verdict.dismissed = true;
        break;
      }
      case "apply":
        if (!requests(act.by)) return "forbidden";
        if (isOver || promotion.overdue) return "promotion_closed";
        if (this.missing(promotion).length > 0 || this.holdsUp(promotion).some((what) => what !== "manual")) return "promotion_blocked";
        this.apply(promotion);
        return null;
      case "bypass":
        if (act.by !== "ada") return "forbidden";
        if (isOver || promotion.overdue) return "promotion_closed";
        if (act.by === promotion.by) return "self_approval";
        this.bypass(promotion);
        return null;
      case "withdraw":
        if (act.by !== promotion.by && !moderates(act.by)) return "forbidden";
        if (isOver && promotion.state !== "applying") return "promotion_closed";
        if (promotion.state === "applying") this.overtake();
        promotion.state = "withdrawn";
        return null;
      case "reject":
        if (!moderates(act.by)) return "forbidden";
        if (isOver) return "promotion_closed";
        promotion.state = "rejected";
        return null;
    }
    this.look(promotion);
    return null;
  }
}
