/** The registry's record (audit), as its export has it, and the checkpoints that are signed outside its database. */
/** One line of the export. */
export interface RecordEntry {
    /** Its number: 1, 2, 3 … without a gap. */
    seq: number;
    /** ISO 8601, to the millisecond. */
    at: string;
    actorId: string;
    /** As they were called then. */
    actorName: string;
    /** `session`, `token:<id>`, `system`, or `none` for somebody who has shown nothing. */
    credential: string;
    /** Who made the token, where a service account acts by it. */
    onBehalfOf: string | null;
    address: string;
    userAgent: string;
    requestId: string;
    action: string;
    modelId: string | null;
    target: string;
    outcome: "done" | "refused";
    reason: string | null;
    details: Record<string, unknown>;
    /** What its hash covers: see `entryHash`. */
    form: number;
    previousHash: string;
    hash: string;
}
/** What a registry signs from time to time: that its record then ended with this entry, and this hash. */
export interface Checkpoint {
    kind: "countersign.checkpoint/1";
    /** The registry's id. */
    registry: string;
    /** The last entry that it covers. */
    seq: number;
    hash: string;
    at: string;
    /** The SHA-256 of the public key (SPKI, DER), in hex. */
    key: string;
    /** Ed25519 over the canonical JSON (RFC 8785) of all other fields, in base64. */
    signature: string;
}
