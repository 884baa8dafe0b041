import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { LocalFile } from "./local-files.ts";
/** How far a push has come. All but `files` in bytes. */
export interface PushProgress {
    files: number;
    totalBytes: number;
    hashedBytes: number;
    sentBytes: number;
    /** Of files that the registry held already. */
    reusedBytes: number;
    /** Of files that an earlier push began to send: these bytes were not sent again. */
    resumedBytes: number;
}
/** What everything that is sent into one draft shares. */
export interface Outgoing {
    api: Api;
    connection: Connection;
    /** The draft's id. */
    draft: string;
    /** `team/model` */
    model: string;
    /** Aborted when the push has failed, or was given up. */
    signal: AbortSignal;
    /** Adds to the progress; less than nothing, where bytes have to be sent again. */
    count: (part: Exclude<keyof PushProgress, "files" | "totalBytes">, bytes: number) => void;
}
export type HashedFile = LocalFile & {
    sha256: string;
};
/** A file that is sent by itself. Its SHA-256 is known where it was hashed to find out whether the registry has it. */
export type LargeFile = LocalFile & {
    sha256?: string;
};
/** Counts what has come of one file, in bytes. */
export interface FileCount {
    /** So many were there before anything was sent. */
    resume: (bytes: number) => void;
    /** So many are there now, or on their way; fewer than before, when some were lost. */
    reach: (bytes: number) => void;
    /** All of it is sent anew. */
    forget: () => void;
}
/** The SHA-256 of what was sent: as it is here, and as the registry has it. */
export interface Digests {
    own: string;
    theirs: string;
}
/** A registry makes a large file durable before it answers. */
export declare const storingPatienceMs = 300000;
