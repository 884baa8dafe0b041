import { expect, test } from "vitest";
import { heldBy, planOf, toggled, type Plan } from "./tag-plan.ts";

const mark = (name: string) => ({ name, group: name.includes(":") ? "risk" : null, exclusive: name.includes(":") });
const marks = ["risk:high", "risk:low", "nlp"].map(mark);
const things = [{ tags: ["risk:low", "nlp"] }, { tags: ["nlp"] }];
const after = (...names: string[]) => planOf(names.reduce((plan: Plan, name) => toggled(plan, mark(name), things, marks), new Map()));

test("a tag that some have is first given to all, then taken off all", () => {
  expect(heldBy(things, "risk:low")).toBe("some");
  expect(after("risk:low")).toEqual({ add: ["risk:low"], remove: [] });
  expect(after("nlp")).toEqual({ add: [], remove: ["nlp"] });
  expect(after("nlp", "nlp")).toEqual({ add: [], remove: [] });
});

test("of an exclusive group one takes the place of the others", () => {
  expect(after("risk:high")).toEqual({ add: ["risk:high"], remove: ["risk:low"] });
  expect(after("risk:high", "risk:low")).toEqual({ add: ["risk:low"], remove: [] });
});
