import { createPublicKey } from "node:crypto";
import { entryHash, genesisHash, isSigned } from "./record-chain.js";
/**
 * Verifies a record: that its entries have no gap, that each is as it was written and follows the one before, and that it
 * agrees with what was signed. Entries are read once and not kept.
 * @param batches the entries by their number, some at a time
 * @throws Error when the key is none
 */
export async function verifyRecord(batches, evidence = {}) {
    const walk = new Walk(evidence);
    if (!walk.fault) {
        for await (const batch of batches) {
            walk.take(batch);
            if (walk.fault)
                break;
            evidence.onProgress?.(walk.entries);
        }
    }
    return walk.end();
}
class Walk {
    fault = null;
    entries = 0;
    #partial;
    #signed;
    #next = 0;
    #first = null;
    #seq = 0;
    #hash = genesisHash;
    #form = 1;
    #agreed = 0;
    #signedTo = null;
    /** Where the record begins, when that is not at 1: an entry has to say that what was before was removed. */
    #removedTo = null;
    constructor({ checkpoints = [], publicKey, partial = false }) {
        this.#partial = partial;
        this.#signed = checkpoints.toSorted((a, b) => a.seq - b.seq);
        this.fault = this.#signed.length > 0 ? forgery(this.#signed, publicKey === undefined ? null : createPublicKey(publicKey)) : null;
    }
    take(batch) {
        for (const entry of batch) {
            this.fault = (this.#first === null ? this.#begin(entry) : null) ?? this.#judge(entry, batch);
            if (this.fault)
                return;
            this.#seq = entry.seq;
            this.#hash = entry.hash;
            this.#form = entry.form;
            this.entries++;
            if (this.#removedTo !== null && entry.action === "audit.trimmed" && entry.details["until"] === this.#removedTo)
                this.#removedTo = null;
            this.fault = this.#compare();
            if (this.fault)
                return;
        }
    }
    end() {
        this.fault ??= this.#missingEnd();
        const last = this.entries > 0 ? this.#seq : null;
        return {
            ok: this.fault === null,
            fault: this.fault,
            entries: this.entries,
            first: this.#first,
            last,
            hash: last === null ? null : this.#hash,
            checkpoints: this.#agreed,
            signedTo: this.#signedTo,
        };
    }
    #begin({ seq, previousHash }) {
        this.#first = seq;
        if (seq === 1 || !Number.isSafeInteger(seq) || seq < 1)
            return null;
        const before = this.#signed.find((checkpoint) => checkpoint.seq === seq - 1);
        if (!before && !this.#partial) {
            return { seq: 1, kind: "missing", message: `Entries 1 to ${seq - 1} are missing: the record begins with ${seq}, and no checkpoint covers what was before.` };
        }
        if (before && before.hash !== previousHash)
            return rewritten(seq - 1, 0);
        this.#seq = seq - 1;
        this.#hash = previousHash;
        this.#removedTo = this.#partial ? null : seq - 1;
        while (this.#signed[this.#next] && this.#signed[this.#next].seq < seq)
            this.#next++;
        this.#signedTo = before ? seq - 1 : null;
        this.#agreed = before ? 1 : 0;
        return null;
    }
    #judge(entry, batch) {
        const seq = this.#seq + 1;
        const say = (kind, message) => ({ seq, kind, message });
        if (entry.seq !== seq) {
            const misplaced = entry.seq <= this.#seq || batch.some((other) => other.seq === seq);
            if (misplaced)
                return say("reordered", `Entry ${seq} is not in its place: ${entry.seq} stands there.`);
            return say("missing", `Entry ${seq} is missing: ${entry.seq} follows ${this.#seq}.`);
        }
        if (entry.form !== 2 && (entry.form !== 1 || this.#form !== 1))
            return say("malformed", `Entry ${seq} is of a form that can't be there (${entry.form}).`);
        if (entry.form === 1 && (entry.onBehalfOf !== null || entry.userAgent !== "" || entry.outcome !== "done" || entry.reason !== null)) {
            return say("changed", `Entry ${seq} was changed: it holds what entries of its form never did.`);
        }
        if (entry.previousHash !== this.#hash)
            return say("unlinked", `Entry ${seq} does not follow ${seq - 1}: it names another predecessor than the one that is there.`);
        if (entryHash(entry) !== entry.hash)
            return say("changed", `Entry ${seq} was changed: its hash is another than that of what it says.`);
        return null;
    }
    /** Holds the entry just taken against the checkpoints of it. */
    #compare() {
        for (let checkpoint = this.#signed[this.#next]; checkpoint?.seq === this.#seq; checkpoint = this.#signed[++this.#next]) {
            if (checkpoint.hash !== this.#hash)
                return rewritten(this.#seq, this.#signedTo ?? 0);
            this.#agreed++;
            this.#signedTo = this.#seq;
        }
        return null;
    }
    #missingEnd() {
        const beyond = this.#partial ? undefined : this.#signed.at(-1);
        if (beyond && beyond.seq > this.#seq) {
            return { seq: this.#seq + 1, kind: "truncated", message: `Entry ${this.#seq + 1} and those after it are missing: on ${beyond.at} the record went to ${beyond.seq}.` };
        }
        if (this.#removedTo === null)
            return null;
        return { seq: this.#removedTo, kind: "removed", message: `Entries 1 to ${this.#removedTo} were removed, and no entry says so.` };
    }
}
function rewritten(seq, agreed) {
    const where = agreed + 1 === seq ? `Entry ${seq} was` : `Entries ${agreed + 1} to ${seq}, or some of them, were`;
    return { seq: agreed + 1, kind: "rewritten", message: `${where} rewritten: the checkpoint of ${seq} has another hash.` };
}
function forgery(checkpoints, key) {
    const say = ({ seq }, message) => ({ seq, kind: "forged_checkpoint", message });
    for (const checkpoint of checkpoints) {
        if (!key || !isSigned(checkpoint, key))
            return say(checkpoint, `The checkpoint of entry ${checkpoint.seq} is not signed with the registry’s key.`);
        if (checkpoint.registry !== checkpoints[0]?.registry)
            return say(checkpoint, `The checkpoint of entry ${checkpoint.seq} is of another registry.`);
    }
    return null;
}
