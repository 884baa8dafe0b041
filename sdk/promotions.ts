import type { Api } from "./api.ts";
import { readPages } from "./pages.ts";
import { waitFor, type WaitOptions } from "./wait-for.ts";
import type { Inputs, Outputs, Promotion, PromotionState, PromotionSummary } from "./wire.ts";

/** What a promotion is asked for with. */
export interface PromotionRequest {
  /** The version, in any way that names it. */
  reference: string;
  /** The stage, such as `production`. */
  to: string;
  /** Why, for those who sign. */
  reason: string;
  /** Not reviewed before it is submitted. */
  draft?: boolean | undefined;
  /** Applied no earlier: an ISO 8601 instant with its zone, at most a year ahead. It can be signed before. */
  notBefore?: string | undefined;
}

/** What a review is of. */
export interface ReviewOptions {
  comment?: string | undefined;
  /**
   * The `evidenceDigest` of the promotion as the reviewer saw it: the review is refused when it has changed since.
   * Left out, the review is of what it is now.
   */
  evidenceDigest?: string | undefined;
}

/** Which promotions are listed. */
export interface PromotionFilter {
  /** `waiting_for_me` to sign, `mine` that are not decided, `decided` that I requested or reviewed, or `all`, which is what is taken. */
  filter?: Inputs["promotions"]["list"]["filter"];
  model?: string | undefined;
  team?: string | undefined;
  stage?: string | undefined;
  /** Only those that are not decided, or only those that are. */
  open?: boolean | undefined;
}

/**
 * Promotions: how a stage comes to name another version. Nearly every method answers with the promotion as it is then,
 * and all throw a CountersignError: `not_found` and `forbidden` anywhere, `promotion_closed` when it is decided already.
 */
export interface Promotions {
  /**
   * Asks that a stage should name a version. It does as soon as everything that its policy demands is there.
   * @throws CountersignError already_live, already_requested, version_archived, invalid_input (a time that is past);
   *   evidence_missing, when the policy demands what the version can't have any more
   */
  request(request: PromotionRequest): Promise<Promotion>;
  /** Asks that a stage should name nothing any more. @throws CountersignError already_live, when it names nothing now */
  requestRemoval(request: { model: string; stage: string; reason: string }): Promise<Promotion>;
  /** Hands a draft to its reviewers. @throws CountersignError as `request` */
  submit(id: string): Promise<Promotion>;
  /** Changes what the requester says, or when it may be applied (null: as soon as it can be). Approvals stay. */
  describe(id: string, change: { reason?: string | undefined; notBefore?: string | null | undefined }): Promise<Promotion>;
  /** A promotion with its state, its blockers and who can clear each, its checks, its policy in words, and all that was said. */
  get(id: string): Promise<Promotion>;
  /** Promotions that the token may see, the latest first, fetched page by page. */
  list(filter?: PromotionFilter): AsyncGenerator<PromotionSummary, void, undefined>;
  /**
   * Signs for it. The approval that clears the last blocker moves the stage, unless the policy has it applied by hand.
   * @throws CountersignError self_approval; evidence_changed, when the evidence is not what the digest names
   */
  approve(id: string, review?: ReviewOptions): Promise<Promotion>;
  /** Blocks it until the same reviewer approves, or a maintainer dismisses the review. @throws CountersignError as `approve` */
  requestChanges(id: string, review: ReviewOptions & { comment: string }): Promise<Promotion>;
  /** Reviews it without a verdict. */
  comment(id: string, review: ReviewOptions & { comment: string }): Promise<Promotion>;
  /** Says that a review does not count, as a maintainer. @throws CountersignError self_approval, for an objection to one's own */
  dismiss(id: string, dismissal: { review: string; reason: string }): Promise<Promotion>;
  /**
   * Asks for reviews; asking again reminds.
   * @param whom e-mail addresses, and slugs of teams
   * @throws CountersignError invalid_input, which names who can't review there
   */
  ask(id: string, whom: { people?: readonly string[] | undefined; teams?: readonly string[] | undefined }): Promise<Promotion>;
  /** Whom a comment may mention, by part of a name or address: at most eight of those who may see it and whom you have to do with. */
  mentionable(id: string, search?: string): Promise<Outputs["reviews"]["mentionable"]>;
  /** Begins a thread. `about` names what it is about: `metrics.auc`, `files/model.onnx`. `@ada@example.com` tells somebody. */
  say(id: string, comment: { body: string; about?: string | undefined }): Promise<Promotion>;
  /** Answers in a thread. */
  answer(id: string, comment: { thread: string; body: string }): Promise<Promotion>;
  /** Changes one's own comment; what it said before is kept. */
  edit(comment: string, change: { body: string }): Promise<Promotion>;
  /** Resolves a thread, or with `resolved: false` opens it again. */
  resolve(thread: string, change?: { resolved?: boolean | undefined }): Promise<Promotion>;
  /** Takes back a request. */
  withdraw(id: string): Promise<Promotion>;
  /** Ends a request for good, as a maintainer. */
  reject(id: string, rejection: { reason: string }): Promise<Promotion>;
  /** Applies what is approved, where the policy wants somebody to. @throws CountersignError promotion_blocked, with `blockers` */
  apply(id: string): Promise<Promotion>;
  /**
   * Returns a stage to a version that was signed for before: at once, unless the policy wants it reviewed.
   * @param rollback.to its number; left out, the last one that was live before the present one
   * @param rollback.from the number that is believed to be live: two who roll back at once don't go back twice
   * @throws CountersignError nothing_to_roll_back_to; evidence_changed, when another version is live than `from`
   */
  rollback(rollback: { model: string; stage: string; reason: string; to?: number | undefined; from?: number | undefined }): Promise<Promotion>;
  /** The versions that a stage could be rolled back to, the one that is offered, and whether it would go at once. */
  rollbackTargets(of: { model: string; stage: string }): Promise<Outputs["promotions"]["rollbackTargets"]>;
  /**
   * Waits until a promotion is in one of these states, also over a restart of the registry.
   * @returns the promotion in that state
   * @throws CountersignError promotion_closed, when it has ended in another way: `details` has `state`, `wanted`,
   *   `supersededBy`, `closing` and `failure`; timed_out, after `timeoutMs`; the signal's reason, when aborted
   */
  waitFor(id: string, states: PromotionState | readonly PromotionState[], options?: WaitOptions): Promise<Promotion>;
}

export function openPromotions(api: Api): Promotions {
  const review = async (id: string, verdict: Inputs["reviews"]["review"]["verdict"], { comment, evidenceDigest }: ReviewOptions) =>
    await api.reviews.review.mutate({ id, verdict, comment, evidenceDigest: evidenceDigest ?? (await api.promotions.get.query({ id })).evidenceDigest });
  return {
    request: ({ to, ...request }) => api.promotions.request.mutate({ ...request, stage: to }),
    requestRemoval: (request) => api.promotions.requestRemoval.mutate(request),
    submit: (id) => api.promotions.submit.mutate({ id }),
    describe: (id, change) => api.promotions.describe.mutate({ id, ...change }),
    get: (id) => api.promotions.get.query({ id }),
    list: (filter = {}) => readPages((page) => api.promotions.list.query({ ...filter, ...page })),
    approve: (id, given = {}) => review(id, "approve", given),
    requestChanges: (id, given) => review(id, "request_changes", given),
    comment: (id, given) => review(id, "comment", given),
    dismiss: (id, dismissal) => api.reviews.dismiss.mutate({ id, ...dismissal }),
    ask: (id, { people = [], teams = [] }) => api.reviews.ask.mutate({ id, people: [...people], teams: [...teams] }),
    mentionable: (id, search = "") => api.reviews.mentionable.query({ id, search }),
    say: (id, comment) => api.reviews.comment.mutate({ id, ...comment }),
    answer: (id, comment) => api.reviews.comment.mutate({ id, ...comment }),
    edit: (comment, { body }) => api.reviews.edit.mutate({ comment, body }),
    resolve: (thread, { resolved = true } = {}) => api.reviews.resolve.mutate({ thread, resolved }),
    withdraw: (id) => api.promotions.withdraw.mutate({ id }),
    reject: (id, { reason }) => api.promotions.reject.mutate({ id, reason }),
    apply: (id) => api.promotions.applyNow.mutate({ id }),
    rollback: (given) => api.promotions.rollback.mutate(given),
    rollbackTargets: (of) => api.promotions.rollbackTargets.query(of),
    waitFor: (id, states, options = {}) => waitFor(api, id, typeof states === "string" ? [states] : states, options),
  };
}
