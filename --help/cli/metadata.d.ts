import type { Metadata } from "../wire.ts";
/** What the options of a push declare, over what the file says. */
export interface Declared {
    metadata?: string;
    metric?: Record<string, number>;
    param?: Record<string, unknown>;
    tag?: string[];
    description?: string;
    parent?: Parent[];
}
/** A version that the pushed one was made from, and how. What relations there are is for the registry to say. */
interface Parent {
    relation: string;
    /** `team/model@7`, or an address elsewhere. */
    reference: string;
}
/**
 * What is declared of a version: the metadata file, or the metadata.json of a pushed folder, and the options over it.
 * Whether it is complete is for the registry to say.
 */
export declare function readMetadata(paths: readonly string[], declared: Declared): Promise<Metadata>;
/** Reads `auc=0.93`. */
export declare function gatherMetric(text: string, earlier?: Record<string, number>): Record<string, number>;
/** Reads `max_depth=6`: a value that is JSON is taken as such, and any other as text. */
export declare function gatherParameter(text: string, earlier?: Record<string, unknown>): Record<string, unknown>;
/** Reads `fine-tuned-from=team/model@7`. */
export declare function gatherParent(text: string, earlier?: readonly Parent[]): Parent[];
export {};
