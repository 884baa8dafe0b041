import { type Tally } from "./download.ts";
import type { Source } from "./source.ts";
import type { VersionFile } from "./wire.ts";
/**
 * Brings one file of a version to where it belongs. What is there is replaced, unless it has the right bytes already.
 * @param target absolute
 * @throws CountersignError; the signal's reason. Nothing is under `target` then that was not there before.
 */
export type Deliver = (file: VersionFile, target: string, tally: Tally, signal: AbortSignal) => Promise<void>;
/**
 * @param reference of the version, an exact one: `team/model@7`
 * @param cache its folder; null for none
 * @param copy whether the files must be private and writable
 * @param warn told, once, when the cache can't be used; files are fetched without it then
 */
export declare function openDelivery({ source, reference, cache, copy, warn }: {
    source: Source;
    reference: string;
    cache: string | null;
    copy: boolean;
    warn: (message: string) => void;
}): Deliver;
