/** A record as a registry would have written it, for tests and measurements. */
import type { RecordEntry } from "./record.ts";
import { entryHash, genesisHash } from "./record-chain.ts";

/** So many entries, each chained to the one before. */
export function* sampleRecord(count: number, firstForm = 0): Generator<RecordEntry, void, undefined> {
  let previousHash = genesisHash;
  for (let seq = 1; seq <= count; seq++) {
    const old = seq <= firstForm;
    const entry: RecordEntry = {
      seq,
      at: new Date(1_780_000_000_000 + seq * 1000).toISOString(),
      actorId: `0198a7f0-0000-7000-8000-${String(seq % 500).padStart(12, "0")}`,
      actorName: `Person ${seq % 500}`,
      credential: seq % 3 === 0 ? "session" : `token:0198a7f0-1111-7000-8000-${String(seq % 700).padStart(12, "0")}`,
      onBehalfOf: null,
      address: "10.1.2.3",
      userAgent: old ? "" : "countersign/0.1.0 node/24",
      requestId: `1f0e2d3c-4b5a-4697-8879-${String(seq).padStart(12, "0")}`,
      action: seq % 4 === 0 ? "promotion.applied" : "version.registered",
      modelId: `0198a7f0-2222-7000-8000-${String(seq % 90).padStart(12, "0")}`,
      target: `risk/model-${seq % 90}@${seq}`,
      outcome: "done",
      reason: old || seq % 4 !== 0 ? null : "Recall up by two points",
      details: { version: seq, bytes: 123_456_789, files: 3, stage: "production", from: null, to: seq % 40, digest: `sha256:${"ab".repeat(32)}` },
      form: old ? 1 : 2,
      previousHash,
      hash: "",
    };
    entry.hash = entryHash(entry);
    previousHash = entry.hash;
    yield entry;
  }
}
