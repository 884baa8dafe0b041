import { expect, test } from "vitest";
import type { Review } from "#server/reviews/schema.ts";
import { lapseWords } from "./lapse-words.ts";

const rita = { id: "rita", name: "Rita" };
const review: Review = {
  id: "1", reviewer: rita, verdict: "approve", comment: "", round: 2, evidenceDigest: "sha256:a", current: false, lapsed: null, dismissal: null, at: "2026-05-03T10:00:00Z",
};

test("what counts needs no words, and a comment has no weight to lose", () => {
  expect([lapseWords({ ...review, current: true }, null), lapseWords({ ...review, verdict: "comment" }, 3)]).toEqual([null, null]);
});

test("each way to lapse is told", () => {
  expect(lapseWords({ ...review, lapsed: "evidence" }, null)).toBe("It is of other evidence than the present one, that of round 2");
  expect(lapseWords({ ...review, lapsed: "later" }, null)).toBe("Rita reviewed again later");
  expect(lapseWords({ ...review, lapsed: "lapsed" }, 1)).toBe("An approval counts for 1 day, and this one is older");
  expect(lapseWords({ ...review, lapsed: "not_entitled" }, null)).toBe("Rita may not review here any more");
  expect(lapseWords({ ...review, lapsed: "dismissed", dismissal: { by: { id: "m", name: "Mo" }, reason: "Rita left.", at: review.at } }, null)).toBe("Dismissed by Mo: Rita left.");
});
