import { expect, test } from "vitest";
import { readAsked } from "./read-asked.ts";

test("addresses are people, other words are teams, and nobody is asked twice", () => {
  expect(readAsked("Rita@example.com, risk; rita@example.com  clinical")).toEqual({ people: ["rita@example.com"], teams: ["risk", "clinical"] });
  expect(readAsked(" , ")).toEqual({ people: [], teams: [] });
});
