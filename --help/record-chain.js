import * as crypto from "node:crypto";
import { canonical } from "./canonical.js";
/** What the first entry names as its predecessor. */
export const genesisHash = "0".repeat(64);
const sha256 = (text) => crypto.hash?.("sha256", text) ?? crypto.createHash("sha256").update(text).digest("hex");
/**
 * The hash of an entry: SHA-256 over the previous hash followed by the canonical JSON (RFC 8785) of what its form covers,
 * whose members are written out here in their order.
 * @returns 64 hex digits
 */
export function entryHash(entry) {
    const text = JSON.stringify;
    const newer = entry.form !== 1;
    const agent = newer ? `,"userAgent":${text(entry.userAgent)}` : "";
    const facts = `{"action":${text(entry.action)},"actorId":${text(entry.actorId)},"actorName":${text(entry.actorName)},"address":${text(entry.address)},` +
        `"at":${text(entry.at)},"credential":${text(entry.credential)},"details":${canonical(entry.details)}${newer ? `,"form":${text(entry.form)}` : ""},` +
        `"modelId":${text(entry.modelId)}${newer ? `,"onBehalfOf":${text(entry.onBehalfOf)},"outcome":${text(entry.outcome)},"reason":${text(entry.reason)}` : ""},` +
        `"requestId":${text(entry.requestId)},"seq":${text(entry.seq)},"target":${text(entry.target)}${agent}}`;
    return sha256(entry.previousHash + facts);
}
/** What is signed of a checkpoint. */
export function checkpointText({ kind, registry, seq, hash, at, key }) {
    return canonical({ kind, registry, seq, hash, at, key });
}
/** How a key is named in the checkpoints that it has signed. */
export function keyName(key) {
    return crypto.createHash("sha256").update(key.export({ type: "spki", format: "der" })).digest("hex");
}
/** Whether the checkpoint was signed with this key. */
export function isSigned(checkpoint, key) {
    if (checkpoint.kind !== "countersign.checkpoint/1" || checkpoint.key !== keyName(key))
        return false;
    return crypto.verify(null, Buffer.from(checkpointText(checkpoint)), key, Buffer.from(checkpoint.signature, "base64"));
}
