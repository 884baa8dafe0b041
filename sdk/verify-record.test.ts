import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Checkpoint, RecordEntry } from "./record.ts";
import { checkpointText, entryHash, keyName } from "./record-chain.ts";
import { sampleRecord } from "./record-testing.ts";
import { verifyRecord, type RecordEvidence } from "./verify-record.ts";

const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();

function checkpointAt(entries: readonly RecordEntry[], seq: number, by = keys): Checkpoint {
  const { hash } = entries.find((entry) => entry.seq === seq)!;
  const unsigned = { kind: "countersign.checkpoint/1", registry: "ours", seq, hash, at: "2026-05-03T10:00:00.000Z", key: keyName(by.publicKey), signature: "" } as const;
  return { ...unsigned, signature: sign(null, Buffer.from(checkpointText(unsigned)), by.privateKey).toString("base64") };
}

const whole = [...sampleRecord(40, 10)];
const signed = [10, 20, 30].map((seq) => checkpointAt(whole, seq));

async function verify(entries: readonly RecordEntry[], evidence: RecordEvidence = { checkpoints: signed, publicKey }) {
  const batches = async function* () {
    for (let at = 0; at < entries.length; at += 7) yield entries.slice(at, at + 7);
  };
  return await verifyRecord(batches(), evidence);
}
const faultOf = async (...given: Parameters<typeof verify>) => {
  const { fault } = await verify(...given);
  return fault && [fault.kind, fault.seq];
};

/** Hashes everything from there on anew, as somebody would who wants nobody to see it. */
function rechain(entries: readonly RecordEntry[], previousHash: string): RecordEntry[] {
  return entries.map((entry) => {
    const again = { ...entry, previousHash };
    previousHash = entryHash(again);
    return { ...again, hash: previousHash };
  });
}
const changed = (seq: number, to: Partial<RecordEntry>) => whole.map((entry) => (entry.seq === seq ? { ...entry, ...to } : entry));
const without = (from: number, to = from) => whole.filter(({ seq }) => seq < from || seq > to);

describe("a record", () => {
  it("that nobody has touched is whole, in both forms", async () => {
    expect(await verify(whole)).toEqual({ ok: true, fault: null, entries: 40, first: 1, last: 40, hash: whole[39]!.hash, checkpoints: 3, signedTo: 30 });
    expect(await verify(whole, {})).toMatchObject({ ok: true, checkpoints: 0, signedTo: null });
    expect(await verify([], {})).toMatchObject({ ok: true, first: null });
  });

  it.each(Object.keys(whole[20]!).filter((name) => name !== "seq"))("names the first entry whose %s was changed", async (name) => {
    const before = whole[20]![name as keyof RecordEntry];
    const after = typeof before === "number" ? before + 1 : typeof before === "object" ? { ...before, more: 1 } : `${before}x`;
    expect((await faultOf(changed(21, { [name]: after })))?.[1]).toBe(21);
  });

  it("finds what was put into an entry of the first form, whose hash does not cover it", async () => {
    expect(await faultOf(changed(5, { reason: "Because." }))).toEqual(["changed", 5]);
    expect(await faultOf(changed(5, { outcome: "refused" }))).toEqual(["changed", 5]);
    expect(await faultOf(changed(21, { form: 1 }))).toEqual(["malformed", 21]);
  });

  it("names the first one that is missing, moved or twice there", async () => {
    expect(await faultOf(without(17))).toEqual(["missing", 17]);
    expect(await faultOf(without(1, 3))).toEqual(["missing", 1]);
    const swapped = whole.map((entry, at) => (at === 15 ? whole[16]! : at === 16 ? whole[15]! : entry));
    expect(await faultOf(swapped)).toEqual(["reordered", 16]);
    expect(await faultOf([...whole.slice(0, 15), whole[14]!, ...whole.slice(15)])).toEqual(["reordered", 16]);
    const renumbered = whole.map((entry, at) => (at === 15 ? { ...whole[16]!, seq: 16 } : at === 16 ? { ...whole[15]!, seq: 17 } : entry));
    expect(await faultOf(renumbered)).toEqual(["unlinked", 16]);
  });

  it("of which the end was cut off is seen by what was signed beyond it", async () => {
    expect(await faultOf(without(26, 40))).toEqual(["truncated", 26]);
    expect(await faultOf([])).toEqual(["truncated", 1]);
    expect(await faultOf(without(31, 40))).toBeNull();
  });

  it("that was written anew as a whole is caught by the first checkpoint that has another hash", async () => {
    const forged = rechain(changed(14, { actorName: "Somebody else" }), "0".repeat(64));
    expect(await faultOf(forged, {})).toBeNull();
    expect(await faultOf(forged)).toEqual(["rewritten", 11]);
    const shortened = rechain(without(14).map((entry, at) => ({ ...entry, seq: at + 1 })), "0".repeat(64));
    expect(await faultOf(shortened)).toEqual(["rewritten", 11]);
  });

  it("does not believe checkpoints that another key has signed, or that were changed", async () => {
    const others = generateKeyPairSync("ed25519");
    const forged = rechain(changed(14, { actorName: "Somebody else" }), "0".repeat(64));
    expect(await faultOf(forged, { checkpoints: [checkpointAt(forged, 20, others)], publicKey })).toEqual(["forged_checkpoint", 20]);
    expect(await faultOf(forged, { checkpoints: [{ ...signed[1]!, hash: forged[19]!.hash }], publicKey })).toEqual(["forged_checkpoint", 20]);
    expect(await faultOf(whole, { checkpoints: signed })).toEqual(["forged_checkpoint", 10]);
    const foreign = { ...signed[2]!, registry: "theirs" };
    foreign.signature = sign(null, Buffer.from(checkpointText(foreign)), keys.privateKey).toString("base64");
    expect(await faultOf(whole, { checkpoints: [...signed.slice(0, 2), foreign], publicKey })).toEqual(["forged_checkpoint", 30]);
  });

  it("may begin behind a checkpoint, if an entry says that what was before was removed", async () => {
    const rest = without(1, 20);
    expect(await faultOf(rest)).toEqual(["removed", 20]);
    const said = [...rest.slice(0, 19), { ...rest[19]!, action: "audit.trimmed", details: { until: 20 } }];
    const told = rechain(said, rest[0]!.previousHash);
    expect(await verify(told)).toMatchObject({ ok: true, first: 21, last: 40, checkpoints: 2, signedTo: 30 });
    expect(await faultOf(without(1, 15))).toEqual(["missing", 1]);
    expect(await faultOf(without(1, 15), { checkpoints: signed, publicKey, partial: true })).toBeNull();
  });
});
