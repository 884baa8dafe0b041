import type { EventType } from "../outbox/schema.ts";
import type { ReviewerGroup } from "../policies/schema.ts";
import type { PromotionState } from "../promotions/schema.ts";
import type { TeamRole } from "../teams/schema.ts";
import type { NotificationKind } from "./schema.ts";
import type { Facts, PromotionSubject, Turn } from "./words.ts";

/** Something that one person is told, once. */
export interface Notice {
  userId: string;
  kind: NotificationKind;
  /** The one thing that it tells of. */
  key: string;
  /** What it hangs on: `promotion:0198…`. */
  subject: string;
  modelId: string | null;
  eventId: number | null;
  facts: Facts;
}

/** Somebody who may review the model of a promotion. */
interface Reviewer {
  id: string;
  role: TeamRole | null;
  /** Slugs of all teams that they are in. */
  teams: string[];
}

/** What is to be known of a promotion to say whom it concerns. */
export interface PromotionFacts extends PromotionSubject {
  modelId: string;
  state: PromotionState;
  round: number;
  submittedAt: Date | null;
  expiresAt: Date | null;
  requester: string;
  author: string;
  /** The people behind a requester or an author that is a machine. */
  makers: string[];
  /** Of whom its policy wants approvals, and whether it wants any. */
  groups: ReviewerGroup[];
  wantsApprovals: boolean;
  reviewers: Reviewer[];
  maintainers: string[];
  askedPeople: { id: string; name: string }[];
  askedTeams: string[];
  /** Who has commented or given a verdict. */
  talkers: string[];
  /** The last verdict of each reviewer, where it was not dismissed. */
  verdicts: { reviewer: string; verdict: "approve" | "request_changes"; round: number }[];
  /** Who was asked before, and told so: `<round> <event> <user>`. */
  told: { userId: string; round: number; eventId: number }[];
}

/** An event, with what it is about. */
export interface Happening {
  id: number;
  type: EventType;
  payload: Record<string, unknown>;
  by: { id: string; name: string } | null;
  promotion?: PromotionFacts;
  /** Of a comment or a verdict: what was said, by whom, and whom it mentions. */
  said?: { id: string; author: string; text: string; verdict?: string; mentions: string[] };
  /** Of a deployment or a webhook: its id. */
  concerned?: string;
  /** Of a recall: what each maintainer is told. */
  recall?: { id: string; subject: string; reason: string; lifted: boolean; notices: { userId: string; modelId: string; models: string[]; more: number }[] };
  /** Of a webhook: who keeps it. */
  webhook?: { name: string; modelId: string | null; keepers: string[] };
}

const shown = 300;
const cut = (text: string) => (text.length > shown ? `${text.slice(0, shown).trimEnd()}…` : text).toWellFormed();

/** Who asked for it or made it, and can't sign. */
const ownersOf = ({ requester, author, makers }: Pick<PromotionFacts, "requester" | "author" | "makers">) => new Set([requester, author, ...makers]);

/** Who of those that may review is wanted: the members of the groups that a policy names, or everybody where it names none; nobody who made what is to be signed. */
export function wantedReviewers({ reviewers, groups, ...promotion }: PromotionFacts): string[] {
  const own = ownersOf(promotion);
  const isWanted = ({ role, teams }: Reviewer) => groups.length === 0 || groups.some(({ from }) => (from.kind === "team" ? teams.includes(from.team) : role === from.role));
  return reviewers.filter((reviewer) => !own.has(reviewer.id) && isWanted(reviewer)).map(({ id }) => id);
}

/** Whom a promotion waits for: those who were asked, or else those whom its policy wants. */
export function waitedFor(promotion: PromotionFacts): string[] {
  const { askedPeople, askedTeams, reviewers, verdicts } = promotion;
  const ofTeams = reviewers.filter(({ teams }) => teams.some((team) => askedTeams.includes(team))).map(({ id }) => id);
  const asked = [...askedPeople.map(({ id }) => id), ...ofTeams];
  const signed = new Set(verdicts.filter(({ round }) => round === promotion.round).map(({ reviewer }) => reviewer));
  const own = ownersOf(promotion);
  return (asked.length > 0 ? asked : wantedReviewers(promotion)).filter((id) => !signed.has(id) && !own.has(id));
}

export const promotionSubjectOf = ({ promotion, model, version, stage, move }: PromotionSubject): PromotionSubject => ({ promotion, model, version, stage, move });

interface Telling {
  to: readonly string[];
  kind: NotificationKind;
  turn: Turn;
  key: string;
  text?: string;
}

const isOpen = (state: PromotionState) => state === "open" || state === "approved";

/** What became of a promotion, for who asked for it and who made the version: each turn by the event that tells of it. */
const outcomes: Partial<Record<EventType, Turn>> = {
  "promotion.approved": "approved",
  "promotion.applied": "applied",
  "promotion.bypassed": "bypassed",
  "promotion.rejected": "rejected",
  "promotion.withdrawn": "withdrawn",
  "promotion.expired": "expired",
  "promotion.superseded": "superseded",
  "promotion.failed": "failed",
};

const textIn = (payload: Record<string, unknown>, name: string) => (typeof payload[name] === "string" ? payload[name] : "");
const namesIn = (payload: Record<string, unknown>, name: string) => (Array.isArray(payload[name]) ? payload[name].filter((each) => typeof each === "string") : []);

function asking(happening: Happening, promotion: PromotionFacts): Telling[] {
  const { id, type, payload } = happening;
  if (!isOpen(promotion.state)) return [];
  const round = typeof payload["round"] === "number" ? payload["round"] : 1;
  const key = `review ${promotion.promotion} ${round}`;
  if (type === "promotion.submitted") {
    if (promotion.state !== "open" || !promotion.wantsApprovals || promotion.askedPeople.length + promotion.askedTeams.length > 0) return [];
    return [{ to: waitedFor(promotion), kind: "review_requested", turn: "submitted", key, text: "" }];
  }
  const [people, teams] = [namesIn(payload, "people"), namesIn(payload, "teams")];
  const ofTeams = promotion.reviewers.filter((reviewer) => reviewer.teams.some((team) => teams.includes(team))).map((reviewer) => reviewer.id);
  const own = ownersOf(promotion);
  const asked = [...promotion.askedPeople.filter(({ name }) => people.includes(name)).map((person) => person.id), ...ofTeams].filter((person) => !own.has(person));
  const before = new Set(promotion.told.filter((told) => told.round === round && told.eventId < id).map(({ userId }) => userId));
  // Who was asked before is reminded: that is another thing than the first.
  return [
    { to: asked.filter((person) => !before.has(person)), kind: "review_requested", turn: "asked", key },
    { to: asked.filter((person) => before.has(person)), kind: "review_requested", turn: "asked", key: `${key} ${id}` },
  ];
}

function saying({ type, said }: Happening, promotion: PromotionFacts): Telling[] {
  if (!said) return [];
  const key = `said ${said.id}`;
  const mentioned: Telling = { to: said.mentions, kind: "mentioned", turn: "mentioned", key, text: said.text };
  if (type === "promotion.comment_edited") return [mentioned];
  const taking = [promotion.requester, ...promotion.makers, ...promotion.talkers, ...promotion.askedPeople.map(({ id }) => id)];
  if (type === "promotion.commented") return [mentioned, { to: taking, kind: "commented", turn: "commented", key, text: said.text }];
  if (said.verdict === "request_changes") return [mentioned, { to: [promotion.requester, ...promotion.makers, promotion.author], kind: "outcome", turn: "objected", key, text: said.text }];
  // An approval is told of by what comes of it, unless there is something to read.
  return said.text === "" ? [] : [mentioned, { to: taking, kind: "commented", turn: "commented", key, text: said.text }];
}

function turning(happening: Happening, promotion: PromotionFacts, alsoNewRound: boolean): Telling[] {
  const { id, type, payload, by, said, concerned } = happening;
  const theirs = [promotion.requester, promotion.author, ...promotion.makers];
  const outcome = outcomes[type];
  if (outcome) return [{ to: theirs, kind: "outcome", turn: outcome, key: `${outcome} ${promotion.promotion} ${id}`, text: textIn(payload, "reason") }];
  const round = typeof payload["round"] === "number" ? payload["round"] : 1;
  if (type === "promotion.evidence_changed") {
    const lapsed = promotion.verdicts.filter((given) => given.verdict === "approve" && given.round < round).map(({ reviewer }) => reviewer);
    if (lapsed.length === 0) return [];
    const because = textIn(payload, "because");
    const common = { kind: "outcome", key: `round ${promotion.promotion} ${round}`, text: because === "" ? "" : `Because ${because}.` } as const;
    return [{ ...common, to: lapsed, turn: "lapsed" }, { ...common, to: theirs, turn: "new_round" }];
  }
  // What somebody has done to that end was told of by itself, and so was new evidence.
  if (type === "promotion.reopened") return by || alsoNewRound ? [] : [{ to: theirs, kind: "outcome", turn: "reopened", key: `reopened ${promotion.promotion} ${id}` }];
  if (type === "promotion.review_dismissed" && said) return [{ to: [said.author], kind: "outcome", turn: "dismissed", key: `dismissed ${said.id}`, text: textIn(payload, "reason") }];
  if (type !== "deployment.failed") return [];
  // Where the promotion failed with it, that is what they are told.
  const to = promotion.state === "failed" ? promotion.maintainers.filter((person) => !theirs.includes(person)) : [...theirs, ...promotion.maintainers];
  return [{ to, kind: "deployment_failed", turn: "deployment_failed", key: `deployment ${concerned ?? promotion.promotion}`, text: textIn(payload, "because") || textIn(payload, "reason") }];
}

const askings: readonly EventType[] = ["promotion.submitted", "promotion.reviewers_asked"];
const sayings: readonly EventType[] = ["promotion.commented", "promotion.comment_edited", "promotion.reviewed"];

function ofPromotion(happening: Happening, promotion: PromotionFacts, alsoNewRound: boolean): Notice[] {
  const tellings = askings.includes(happening.type) ? asking(happening, promotion) : sayings.includes(happening.type) ? saying(happening, promotion) : turning(happening, promotion, alsoNewRound);
  return tellings.flatMap(({ to, kind, turn, key, text = "" }) =>
    to.map((userId) => ({
      userId,
      kind,
      key,
      subject: `promotion:${promotion.promotion}`,
      modelId: promotion.modelId,
      eventId: happening.id,
      facts: { about: "promotion", turn, by: happening.by?.name ?? null, text: cut(text), ...promotionSubjectOf(promotion) } as const,
    })),
  );
}

function ofRecall({ id: eventId, by, recall }: Happening): Notice[] {
  if (!recall) return [];
  const { id, subject, reason, lifted } = recall;
  return recall.notices.map(({ userId, modelId, models, more }) => ({
    userId,
    kind: "recalled",
    key: `${lifted ? "lifted" : "recalled"} ${id}`,
    subject: `recall:${id}`,
    modelId,
    eventId,
    facts: { about: "recall", by: by?.name ?? null, recall: id, subject, text: cut(reason), lifted, models, more },
  }));
}

function ofWebhook({ id: eventId, type, payload, by, concerned, webhook }: Happening): Notice[] {
  // Whoever paused it knows.
  if (!webhook || !concerned || by) return [];
  const { name, modelId, keepers } = webhook;
  const facts = { about: "webhook", webhook: concerned, name, paused: type === "webhook.paused", text: cut(textIn(payload, "reason") || textIn(payload, "lastError")) } as const;
  return keepers.map((userId) => ({ userId, kind: "webhook_broken", key: `webhook ${concerned} ${eventId}`, subject: `webhook:${concerned}`, modelId, eventId, facts }));
}

/**
 * Who is told of what: never the one who did it, and each person once of each thing, the first that is said of it.
 * @param happenings events in their order
 */
export function noticesOf(happenings: readonly Happening[]): Notice[] {
  const seen = new Set<string>();
  const newRounds = new Set(happenings.filter(({ type }) => type === "promotion.evidence_changed").map(({ promotion, payload }) => `${promotion?.promotion} ${String(payload["round"])}`));
  return happenings.flatMap((happening) => {
    const { promotion, payload } = happening;
    const notices = promotion ? ofPromotion(happening, promotion, newRounds.has(`${promotion.promotion} ${String(payload["round"])}`)) : [...ofRecall(happening), ...ofWebhook(happening)];
    return notices.filter(({ userId, key }) => {
      const once = `${userId} ${key}`;
      if (userId === happening.by?.id || seen.has(once)) return false;
      seen.add(once);
      return true;
    });
  });
}
