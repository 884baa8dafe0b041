/** What every failed call of the SDK throws; only an abort is told by the signal's own reason. */
export class CountersignError extends Error {
    name = "CountersignError";
    reason;
    /** What a program needs to act on it, by name; what it holds depends on the reason. */
    details;
    /** The HTTP status of the answer; null when there was none. */
    status;
    /** What the registry's log calls the request; null when it was not asked. */
    requestId;
    /**
     * @param message what was wrong, what was expected and what to do, in sentences for a person
     */
    constructor(reason, message, more = {}) {
        super(message, more.cause === undefined ? undefined : { cause: more.cause });
        this.reason = reason;
        this.details = more.details ?? {};
        this.status = more.status ?? null;
        this.requestId = more.requestId ?? null;
    }
}
/** What the operating system says went wrong with a file, in a sentence. */
export function fileFailure(path, error) {
    const code = error.code ?? "";
    const meaning = meanings[code] ?? (error instanceof Error ? error.message : String(error));
    return new CountersignError("file_failed", `${path}: ${meaning}${meanings[code] ? ` (${code})` : ""}.`, {
        details: { path, code },
        cause: error,
    });
}
const meanings = {
    EACCES: "you may not read or write it",
    EPERM: "you may not read or write it",
    EROFS: "it lies on a read-only disk",
    ENOSPC: "the disk is full",
    EDQUOT: "your share of the disk is used up",
    ENOENT: "there is no such file or folder",
    ENOTDIR: "a part of its path is no folder",
    EISDIR: "it is a folder, where a file is needed",
    EMFILE: "too many files are open",
    EIO: "the disk could not be read or written",
};
