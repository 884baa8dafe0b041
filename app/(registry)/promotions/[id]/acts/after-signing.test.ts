import { describe, expect, test } from "vitest";
import type { Blocker } from "#server/promotions/schema.ts";
import type { Subject } from "../subject.ts";
import { afterSigning } from "./after-signing.ts";

const blocker = (kind: Blocker["kind"], fields: Partial<Blocker> = {}): Blocker => ({ kind, what: kind, why: "", who: "", you: false, clear: "review", about: null, until: null, ...fields });
const you = { id: "me" } as Subject["you"];
const base = { you, stage: "production", version: 7, kind: "promote", appliesAt: null, missing: 1 } as const;

describe("what one's signature brings about", () => {
  test("is the move itself, when it clears the last thing in the way", () => {
    expect(afterSigning({ ...base, blockers: [blocker("approvals_missing", { you: true }), blocker("changes_requested", { about: "me" })] })).toBe(
      "Nothing else is in the way: production names v7 as soon as you sign.",
    );
  });
  test("is one of several, when more are wanted", () => {
    expect(afterSigning({ ...base, missing: 2, blockers: [blocker("approvals_missing", { you: true })] })).toBe("Your signature is kept. Still in the way then: One more approval is missing.");
  });
  test("leaves time alone in the way", () => {
    expect(afterSigning({ ...base, blockers: [blocker("approvals_missing", { you: true }), blocker("frozen", { what: "production is frozen" })] })).toBe("Then only time is left: production is frozen.");
  });
  test("does not clear the objection of somebody else", () => {
    expect(afterSigning({ ...base, blockers: [blocker("changes_requested", { about: "rita", what: "Rita asks for changes" })] })).toBe("Your signature is kept. Still in the way then: Rita asks for changes.");
  });
  test("leaves the last word to who applies it, where the policy wants that", () => {
    expect(afterSigning({ ...base, blockers: [blocker("approvals_missing", { you: true }), blocker("not_applied_yet", { clear: "apply" })] })).toContain("then somebody applies it");
  });
});
