import { type AccessControl } from "./access.ts";
import { type Api } from "./api.ts";
import { type Audit } from "./audit.ts";
import { type Cards } from "./cards.ts";
import { type Checks } from "./checks.ts";
import { type Comparisons } from "./comparisons.ts";
import { type CheckIn, type Deployments } from "./deployments.ts";
import { type EventOptions } from "./events.ts";
import { type MetadataSchemas } from "./metadata-schemas.ts";
import { type Search } from "./search.ts";
import { type Lineage } from "./lineage.ts";
import { type Policies } from "./policies.ts";
import { type Promotions } from "./promotions.ts";
import { type PulledVersion, type PullOptions } from "./pull.ts";
import { type Recipes, type Reproduction } from "./recipes.ts";
import { type SavedVersion, type SaveOptions } from "./push.ts";
import { type Tags } from "./tags.ts";
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
    /** What stages demand. */
    readonly policies: Policies;
    /** Tags of models and versions, and the vocabulary of which they are. */
    readonly tags: Tags;
    /** What new versions need to declare. */
    readonly metadataSchemas: MetadataSchemas;
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
    reproduce(reference: string, options: {
        to: string;
    }): Promise<Reproduction>;
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
    history(model: string, filter?: {
        pointer?: string | undefined;
    }): AsyncGenerator<Stay, void, undefined>;
    /**
     * What each stage of a model named at an instant; stages that named nothing then are left out.
     * @param instant ISO 8601 with its zone: `2026-05-03T10:00:00Z`
     */
    liveAt(model: string, instant: string): Promise<Stay[]>;
    /**
     * Retires a version: it can still be read and pulled, but goes to no stage any more.
     * @throws CountersignError version_in_use, while a stage names it or a promotion of it is open
     */
    archive(reference: string, options: {
        reason: string;
    }): Promise<Outputs["versions"]["archive"]>;
    /** Takes a version out of the archive. */
    unarchive(reference: string): Promise<Outputs["versions"]["unarchive"]>;
    /**
     * Deletes a version that no stage, alias, open promotion or other version needs. Its number is not given again.
     * @returns the exact version, and until when it can be restored (ISO 8601)
     */
    deleteVersion(reference: string, options: {
        reason: string;
    }): Promise<Outputs["deletions"]["deleteVersion"]>;
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
    list(filter?: {
        search?: string | undefined;
        team?: string | undefined;
    }): AsyncGenerator<ModelHit, void, undefined>;
}
export declare const defaultUrl = "http://127.0.0.1:3000";
/**
 * Opens a registry. Nothing is asked of it before the first call.
 * @throws CountersignError invalid_setting, when the address is none
 */
export declare function createRegistry(options?: RegistryOptions): Registry;
