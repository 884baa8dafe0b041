import { openApi, type Api } from "./api.ts";
import { openConnection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { pull, type PulledVersion, type PullOptions } from "./pull.ts";
import { saveModel, type SavedVersion, type SaveOptions } from "./push.ts";
import type { ModelSummary, Outputs, Promotion, Version } from "./wire.ts";

export interface RegistryOptions {
  /** The registry's address. Left out: `COUNTERSIGN_URL`, else `http://127.0.0.1:3000`. */
  url?: string | undefined;
  /** An API token, `cs_…`. Left out: `COUNTERSIGN_TOKEN`. */
  token?: string | undefined;
  /** How long the registry may be silent before a call fails, in milliseconds: 60,000 unless said otherwise. */
  timeoutMs?: number | undefined;
  /**
   * Where pulled bytes are kept for the next pull: a folder, or false for nowhere. Left out: `COUNTERSIGN_CACHE` (`off`
   * for nowhere), else `countersign` in the user's folder for caches.
   */
  cache?: string | false | undefined;
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

/** A registry, as one token sees it. Every method throws a CountersignError when it is refused or fails. */
export interface Registry {
  /** The registry's address. */
  readonly url: string;
  /** Every procedure of the registry, typed: the whole tRPC client. */
  readonly api: Api;
  /** Registers files as the next version of a model: all of it or nothing. What the registry holds already is not sent. */
  saveModel(options: SaveOptions): Promise<SavedVersion>;
  /** The version that a reference names now: `team/model`, `team/model@7`, `@production`, `@champion` or `@sha256:…`. */
  get(reference: string): Promise<Version>;
  /** Puts the files of a version into a folder, each checked against its SHA-256. */
  pull(reference: string, options: PullOptions): Promise<PulledVersion>;
  /** Asks that a stage should name a version. It does as soon as somebody else has signed for it. */
  promote(reference: string, options: { to: string; reason: string }): Promise<Promotion>;
  /** Signs for a promotion. The approval that clears the last blocker moves the stage. */
  approve(id: string, options?: ReviewOptions): Promise<Promotion>;
  /** Blocks a promotion until the same reviewer approves. */
  requestChanges(id: string, options: ReviewOptions & { comment: string }): Promise<Promotion>;
  /** Says something about a promotion, without a verdict. */
  comment(id: string, options: ReviewOptions & { comment: string }): Promise<Promotion>;
  /** Takes back a request. */
  withdraw(id: string): Promise<Promotion>;
  /** A promotion with its state, its blockers and who can clear them. */
  status(id: string): Promise<Promotion>;
  /**
   * Returns a stage to a version that was signed for before, at once.
   * @param options.to its number; left out, the last one that was live before the present one
   */
  rollback(model: string, options: { stage: string; reason: string; to?: number | undefined }): Promise<Promotion>;
  /**
   * Deletes a version that no stage, alias, open promotion or other version needs. Its number is not given again.
   * @returns the exact version, and until when it can be restored (ISO 8601)
   */
  deleteVersion(reference: string, options: { reason: string }): Promise<Outputs["deletions"]["deleteVersion"]>;
  /**
   * Brings a deleted version back.
   * @param reference `team/model@7`: what is deleted has no other name
   */
  restoreVersion(reference: string): Promise<Outputs["deletions"]["restoreVersion"]>;
  /** The models that the token may see, the most recently changed first, fetched page by page. */
  list(filter?: { search?: string | undefined; team?: string | undefined }): AsyncGenerator<ModelSummary, void, undefined>;
}

export const defaultUrl = "http://127.0.0.1:3000";
const defaultTimeoutMs = 60_000;
const pageModels = 100;

/**
 * Opens a registry. Nothing is asked of it before the first call.
 * @throws CountersignError invalid_setting, when the address is none
 */
export function createRegistry(options: RegistryOptions = {}): Registry {
  const token = (options.token ?? process.env["COUNTERSIGN_TOKEN"]) || undefined;
  refuseMalformed(token);
  const connection = openConnection(
    options.url ?? (process.env["COUNTERSIGN_URL"] || defaultUrl),
    token,
    options.timeoutMs ?? defaultTimeoutMs,
  );
  const access = { url: connection.url, token, patienceMs: options.timeoutMs ?? defaultTimeoutMs };
  const api = openApi(connection);
  const review = async (id: string, verdict: "approve" | "request_changes" | "comment", { comment, evidenceDigest }: ReviewOptions) =>
    await api.reviews.review.mutate({
      id,
      verdict,
      comment,
      evidenceDigest: evidenceDigest ?? (await api.promotions.get.query({ id })).evidenceDigest,
    });
  return {
    url: connection.url,
    api,
    saveModel: (save) => saveModel(api, connection, save),
    get: (reference) => api.versions.get.query({ reference }),
    pull: (reference, given) => pull(api, access, reference, { ...given, cache: given.cache ?? options.cache }),
    promote: (reference, { to, reason }) => api.promotions.request.mutate({ reference, stage: to, reason }),
    approve: (id, given = {}) => review(id, "approve", given),
    requestChanges: (id, given) => review(id, "request_changes", given),
    comment: (id, given) => review(id, "comment", given),
    withdraw: (id) => api.promotions.withdraw.mutate({ id }),
    status: (id) => api.promotions.get.query({ id }),
    rollback: (model, { stage, reason, to }) => api.promotions.rollback.mutate({ model, stage, reason, to }),
    deleteVersion: (reference, { reason }) => api.deletions.deleteVersion.mutate({ reference, reason }),
    restoreVersion: async (reference) => api.deletions.restoreVersion.mutate(readNumbered(reference)),
    async *list({ search, team } = {}) {
      let cursor: string | undefined;
      do {
        const page = await api.models.list.query({ search, team, cursor, limit: pageModels });
        yield* page.items;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

function readNumbered(reference: string): { model: string; version: number } {
  const [, model, number] = /^([^@]+)@([1-9]\d{0,8})$/.exec(reference) ?? [];
  if (model !== undefined && number !== undefined) return { model, version: Number(number) };
  throw new CountersignError("invalid_input", `${JSON.stringify(reference)} does not name a version by its number. Write it like team/model@7.`, {
    details: { reference },
  });
}

/** A header holds no line break: what a pasted token brought along is told here, not by the network. */
function refuseMalformed(token: string | undefined): void {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return;
  throw new CountersignError("invalid_setting", "The token holds spaces, line breaks or other characters that no token has. It looks like cs_….");
}
