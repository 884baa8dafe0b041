import { openAccess, type AccessControl } from "./access.ts";
import { openApi, type Api } from "./api.ts";
import { openAudit, type Audit } from "./audit.ts";
import { openCards, type Cards } from "./cards.ts";
import { openChecks, type Checks } from "./checks.ts";
import { openComparisons, type Comparisons } from "./comparisons.ts";
import { openConnection } from "./connection.ts";
import { openDeployments, type CheckIn, type Deployments } from "./deployments.ts";
import { CountersignError } from "./errors.ts";
import { readEvents, type EventOptions } from "./events.ts";
import { openMetadataSchemas, type MetadataSchemas } from "./metadata-schemas.ts";
import { openNotifications, type Notifications } from "./notifications.ts";
import { readPages } from "./pages.ts";
import { inTeam, openSearch, type Search } from "./search.ts";
import { openLineage, type Lineage } from "./lineage.ts";
import { openPolicies, type Policies } from "./policies.ts";
import { openPromotions, type Promotions } from "./promotions.ts";
import { pull, type PulledVersion, type PullOptions } from "./pull.ts";
import { openRecipes, writeRecipe, type Recipes, type Reproduction } from "./recipes.ts";
import { saveModel, type SavedVersion, type SaveOptions } from "./push.ts";
import { openTags, type Tags } from "./tags.ts";
import { watch, type Watch, type WatchOptions } from "./watch.ts";
import { openWebhooks, type Webhooks } from "./webhooks.ts";
import type { Me, ModelHit, Outputs, RegistryEvent, Stage, Stay, Version } from "./wire.ts";

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

/** A registry, as one token sees it. Every method throws a CountersignError when it is refused or fails. */
export interface Registry extends Comparisons {
  /** The registry's address. */
  readonly url: string;
  /** Every procedure of the registry, typed: the whole tRPC client. */
  readonly api: Api;
  /** Whose token it is, what it allows, which models it reaches and when it ends. */
  whoami(): Promise<Me>;
  /** Registers files as the next version of a model: all of it or nothing. What the registry holds already is not sent. */
  saveModel(options: SaveOptions): Promise<SavedVersion>;
  /** The version that a reference names now: `team/model`, `team/model@7`, `@production`, `@champion` or `@sha256:…`. */
  get(reference: string): Promise<Version>;
  /** Puts the files of a version into a folder, each checked against its SHA-256. */
  pull(reference: string, options: PullOptions): Promise<PulledVersion>;
  /**
   * Follows a stage, an alias or a model's newest version: pulls what it names into a folder of its own, calls back, and does so
   * again whenever it names another version. The version in use stays, whatever fails. Resolves when the first is in use, or when
   * there is none yet; while the registry is away, with the one that was pulled last.
   * @param reference `team/model@production`
   * @throws CountersignError, when it can't begin; what `onChange` throws for the first version; the signal's reason
   */
  watch(reference: string, options: WatchOptions): Promise<Watch>;
  /** Promotions: asking for them, signing for them, waiting for them. */
  readonly promotions: Promotions;
  /** The cards of versions: reading, writing and comparing them. */
  readonly cards: Cards;
  /** Checks that pipelines report. */
  readonly checks: Checks;
  /** Deployments: reporting how they go, and seeing what runs. */
  readonly deployments: Deployments;
  /**
   * Says what an instance of a service has loaded. Say it when it loads something, and every minute from there on: whoever is
   * silent for five counts as gone.
   * @returns the exact version, and in `stageVersion` what the stage names now
   * @throws CountersignError not_found, forbidden, invalid_input
   */
  checkIn(loaded: CheckIn): Promise<Outputs["runtime"]["checkIn"]>;
  /** What you are told of. */
  readonly notifications: Notifications;
  /** What stages demand. */
  readonly policies: Policies;
  /** Tags of models and versions, and the vocabulary of which they are. */
  readonly tags: Tags;
  /** What new versions need to declare. */
  readonly metadataSchemas: MetadataSchemas;
  /** Webhooks, which tell others what happens. */
  readonly webhooks: Webhooks;
  /** The record of everything that was done and refused. */
  readonly audit: Audit;
  /** Who sees a model, and who has which role on it. */
  readonly access: AccessControl;
  /** What versions were made from and how, what came of it, and what was recalled. */
  readonly lineage: Lineage & Recipes;
  /**
   * Writes how a version was made into a folder, as `reproduce.sh` and `recipe.json`. Nothing is run: read the script first.
   * @returns the recipe, which says what is missing, and the paths of both
   */
  reproduce(reference: string, options: { to: string }): Promise<Reproduction>;
  /**
   * What has happened to the models that the token may see, the oldest first, in the order in which it was committed. Whoever keeps
   * the `id` of the last event that they have dealt with, and goes on `after` it, misses nothing.
   * @throws CountersignError cursor_ahead, when the registry was restored from a backup and has no such event; not_found
   */
  events(options?: EventOptions): AsyncGenerator<RegistryEvent, void, undefined>;
  /** The stages in use, in their order. */
  stages(): Promise<Stage[]>;
  /**
   * What was live when in a model's stages, the latest first, fetched page by page.
   * @param filter.pointer only the stays in this stage, or under this alias
   */
  history(model: string, filter?: { pointer?: string | undefined }): AsyncGenerator<Stay, void, undefined>;
  /**
   * What each stage of a model named at an instant; stages that named nothing then are left out.
   * @param instant ISO 8601 with its zone: `2026-05-03T10:00:00Z`
   */
  liveAt(model: string, instant: string): Promise<Stay[]>;
  /**
   * Retires a version: it can still be read and pulled, but goes to no stage any more.
   * @throws CountersignError version_in_use, while a stage names it or a promotion of it is open
   */
  archive(reference: string, options: { reason: string }): Promise<Outputs["versions"]["archive"]>;
  /** Takes a version out of the archive. */
  unarchive(reference: string): Promise<Outputs["versions"]["unarchive"]>;
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
  /** Finds models and versions by the registry's query language. */
  search: Search;
  /**
   * The models that the token may see, fetched page by page: the most recently changed first, or in the order of the query.
   * @param filter.search a query: with words in it and no `sort:`, the best match comes first
   */
  list(filter?: { search?: string | undefined; team?: string | undefined }): AsyncGenerator<ModelHit, void, undefined>;
}

export const defaultUrl = "http://127.0.0.1:3000";
const defaultTimeoutMs = 60_000;

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
  const place = { url: connection.url, token, patienceMs: options.timeoutMs ?? defaultTimeoutMs };
  const api = openApi(connection);
  const search = openSearch(api);
  const pullHere = (reference: string, given: PullOptions) => pull(api, place, reference, { ...given, cache: given.cache ?? options.cache });
  return {
    url: connection.url,
    api,
    whoami: () => api.identity.whoami.query(),
    saveModel: (save) => saveModel(api, connection, save),
    get: (reference) => api.versions.get.query({ reference }),
    pull: pullHere,
    watch: (reference, given) => watch({ api, connection, pull: pullHere }, reference, given),
    ...openComparisons(api, connection),
    promotions: openPromotions(api),
    cards: openCards(api),
    checks: openChecks(api),
    deployments: openDeployments(api),
    checkIn: (loaded) => api.runtime.checkIn.mutate(loaded),
    notifications: openNotifications(api),
    policies: openPolicies(api),
    tags: openTags(api),
    metadataSchemas: openMetadataSchemas(api),
    webhooks: openWebhooks(api),
    audit: openAudit(connection),
    access: openAccess(api),
    lineage: { ...openLineage(api), ...openRecipes(api, connection) },
    reproduce: (reference, { to }) => writeRecipe(api, reference, to),
    events: (given) => readEvents(connection, given),
    stages: () => api.stages.list.query(),
    history: (model, { pointer } = {}) => readPages((page) => api.pointers.history.query({ model, pointer, ...page })),
    liveAt: (model, at) => api.pointers.liveAt.query({ model, at }),
    archive: (reference, { reason }) => api.versions.archive.mutate({ reference, reason }),
    unarchive: (reference) => api.versions.unarchive.mutate({ reference }),
    deleteVersion: (reference, { reason }) => api.deletions.deleteVersion.mutate({ reference, reason }),
    restoreVersion: async (reference) => api.deletions.restoreVersion.mutate(readNumbered(reference)),
    search,
    list: ({ search: query, team } = {}) => search(inTeam(query, team)),
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
