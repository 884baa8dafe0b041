import { describe, expect, test } from "vitest";
import { changeTags, groupOf, mayApply, tellFaults, type Tagger, type Vocabulary } from "./rules.ts";

const contributor: Tagger = { siteRole: "member", role: "contributor", granted: [] };
const maintainer: Tagger = { siteRole: "member", role: null, granted: ["maintainer"] };
const admin: Tagger = { siteRole: "admin", role: null, granted: [] };

const vocabulary: Vocabulary = {
  appliers: new Map([["nlp", "contributors"], ["risk:high", "contributors"], ["risk:low", "contributors"], ["risk:none", "administrators"], ["domain:health", "maintainers"], ["domain:money", "contributors"]]),
  groups: new Map([["risk", { exclusive: true }], ["domain", { exclusive: false }]]),
  freeTags: false,
  nearest: new Map([["nlpp", ["nlp"]]]),
};

function change(held: string[], add: string[], remove: string[] = [], more: { replace?: boolean; tagger?: Tagger; freeTags?: boolean } = {}) {
  const { replace = false, tagger = contributor, freeTags = false } = more;
  const { added, removed, faults } = changeTags({ held, add, remove, replace }, { ...vocabulary, freeTags }, tagger);
  return faults.length > 0 ? faults.map(({ tag, reason }) => `${tag} ${reason}`) : { added, removed };
}

describe("tags of a thing", () => {
  test("what is there is not added, and what is not there is not removed", () => {
    expect(change(["nlp"], ["nlp", "domain:money", "domain:money"], ["risk:low"])).toEqual({ added: ["domain:money"], removed: [] });
  });

  test("of an exclusive group, a thing has one", () => {
    expect(change(["risk:low"], ["risk:high"])).toEqual(["risk:high tag_conflict"]);
    expect(change(["risk:low"], ["risk:high"], ["risk:low"])).toEqual({ added: ["risk:high"], removed: ["risk:low"] });
    expect(change(["risk:low"], ["risk:high"], [], { replace: true })).toEqual({ added: ["risk:high"], removed: ["risk:low"] });
    expect(change([], ["risk:low", "risk:high"], [], { replace: true })).toEqual(["risk:high tag_conflict"]);
    expect(change(["domain:money"], ["domain:health"], [], { tagger: maintainer })).toEqual({ added: ["domain:health"], removed: [] });
  });

  test("a tag that is not in the vocabulary needs free tags, and never lies in a group that is kept", () => {
    expect(change([], ["nlpp"])).toEqual(["nlpp tag_unknown"]);
    expect(change([], ["nlpp", "own:word"], [], { freeTags: true })).toEqual({ added: ["nlpp", "own:word"], removed: [] });
    expect(change([], ["risk:odd"], [], { freeTags: true })).toEqual(["risk:odd tag_unknown"]);
    // What was applied before can be taken off all the same.
    expect(change(["odd"], [], ["odd"])).toEqual({ added: [], removed: ["odd"] });
  });

  test("who may not apply a tag neither adds, removes nor replaces it", () => {
    expect(change([], ["domain:health"])).toEqual(["domain:health tag_reserved"]);
    expect(change(["risk:none"], [], ["risk:none"], { tagger: maintainer })).toEqual(["risk:none tag_reserved"]);
    expect(change(["risk:none"], ["risk:high"], [], { replace: true, tagger: maintainer })).toEqual(["risk:none tag_reserved"]);
    expect(change(["risk:none"], ["risk:high"], [], { replace: true, tagger: admin })).toEqual({ added: ["risk:high"], removed: ["risk:none"] });
  });

  test("appliers", () => {
    const who = [contributor, maintainer, admin];
    expect(who.map((tagger) => mayApply("contributors", tagger))).toEqual([true, true, true]);
    expect(who.map((tagger) => mayApply("maintainers", tagger))).toEqual([false, true, true]);
    expect(who.map((tagger) => mayApply("administrators", tagger))).toEqual([false, false, true]);
  });

  test("messages say what to do", () => {
    const { faults } = changeTags({ held: ["risk:low"], add: ["nlpp", "risk:high"], remove: [], replace: false }, vocabulary, contributor);
    expect(tellFaults(faults)).toBe(
      "nlpp is not in the vocabulary. Did you mean nlp? risk:high can't be added beside risk:low: risk is exclusive. Remove that first, or ask for it to be replaced.",
    );
  });

  test("groups", () => {
    expect([groupOf("risk:high"), groupOf("nlp")]).toEqual(["risk", null]);
  });
});
