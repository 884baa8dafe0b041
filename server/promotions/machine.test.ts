import { describe, expect, it } from "vitest";
import { isDecided, isOpen, promotionEvents, transition } from "./machine.ts";
import { promotionStates, undecidedStates } from "./schema.ts";

const ends = ["applied", "rejected", "withdrawn", "expired", "superseded", "failed"] as const;

describe("a promotion's state", () => {
  it("goes from draft to open to approved to applying to applied", () => {
    expect(transition("draft", "submit")).toBe("open");
    expect(transition("open", "satisfy")).toBe("approved");
    expect(transition("approved", "apply")).toBe("applying");
    expect(transition("applying", "moved")).toBe("applied");
  });

  it("goes back to open when something stands in the way again", () => {
    expect(transition("approved", "unsettle")).toBe("open");
    expect(transition("open", "unsettle")).toBe("open");
  });

  it("never changes once it is decided, whatever happens", () => {
    const changes = ends.flatMap((state) => promotionEvents.filter((event) => transition(state, event) !== null));
    expect(changes).toEqual([]);
  });

  it("is decided exactly in the states that lists of undecided ones leave out", () => {
    expect(promotionStates.filter(isDecided)).toEqual([...ends]);
    expect(promotionStates.filter((state) => !isDecided(state))).toEqual([...undecidedStates]);
  });

  it("is open to reviews between submission and decision alone", () => {
    expect(promotionStates.filter(isOpen)).toEqual(["open", "approved"]);
  });

  it("is submitted once, and a draft is never applied", () => {
    expect(promotionStates.filter((state) => transition(state, "submit") !== null)).toEqual(["draft"]);
    expect(transition("draft", "apply")).toBeNull();
    expect(transition("draft", "satisfy")).toBeNull();
  });

  it("reaches applied by a move of the stage alone", () => {
    const ways = promotionStates.flatMap((state) => promotionEvents.filter((event) => transition(state, event) === "applied").map((event) => `${state} ${event}`));
    expect(ways).toEqual(["applying moved"]);
  });

  it.each([
    ["reject", "rejected"],
    ["withdraw", "withdrawn"],
    ["expire", "expired"],
    ["supersede", "superseded"],
    ["fail", "failed"],
  ] as const)("ends by %s from open and from approved", (event, end) => {
    expect([transition("open", event), transition("approved", event)]).toEqual([end, end]);
  });

  it("is neither reviewed nor begun again while its deployment is waited for, and can be withdrawn or overtaken", () => {
    expect(promotionEvents.filter((event) => transition("applying", event) !== null)).toEqual(["moved", "withdraw", "supersede", "fail"]);
  });
});
