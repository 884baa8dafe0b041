import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { aroundPlace, entryHash as written } from "./chain.ts";
import { canonical } from "../../sdk/canonical.ts";
import { entryHash } from "../../sdk/record-chain.ts";
import { sampleRecord } from "../../sdk/record-testing.ts";

const [sample] = sampleRecord(1);

it("writes every JSON value as the reference does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const parsed: unknown = JSON.parse(JSON.stringify(value));
      expect(canonical(parsed)).toBe(canonicalize(parsed));
    }),
    { numRuns: 1000 },
  );
});

it("hashes every entry, in both forms, as the registry does when it writes it", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 });
  const facts = fc.record({
    seq: fc.maxSafeNat(), actorName: text, credential: text, onBehalfOf: fc.option(text), address: text, userAgent: text, requestId: text, action: text,
    modelId: fc.option(fc.uuid()), target: text, outcome: fc.constantFrom("done" as const, "refused" as const), reason: fc.option(text),
    details: fc.dictionary(text, fc.jsonValue()), form: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const entry = { ...sample!, ...(JSON.parse(JSON.stringify(given)) as typeof given) };
      expect(entryHash(entry)).toBe(written(entry.previousHash, entry));
      const now = { ...entry, form: 2 };
      const [head, middle, tail] = aroundPlace(now);
      expect(hash("sha256", `${now.previousHash}${head}${now.at}${middle}${now.seq}${tail}`)).toBe(written(now.previousHash, now));
    }),
    { numRuns: 500 },
  );
}, 30_000);
