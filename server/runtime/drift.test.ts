import { expect, it } from "vitest";
import { driftOf } from "./drift.ts";

const running = (...pairs: [number, number][]) => pairs.map(([version, instances]) => ({ version, instances }));

it.each<[string, Partial<Parameters<typeof driftOf>[0]>, string[]]>([
  ["nobody has checked in", { running: [] }, []],
  ["all run what they should", { running: running([7, 5]), deployed: 7 }, []],
  ["some run another", { running: running([6, 3], [7, 2]) }, ["production is v7; 3 of 5 instances run v6."]],
  ["one runs another", { running: running([7, 2], [6, 1]) }, ["production is v7; 1 of 3 instances runs v6."]],
  ["all run another", { running: running([6, 3]) }, ["production is v7; all 3 instances run v6."]],
  ["the only one runs another", { running: running([6, 1]) }, ["production is v7; its only instance runs v6."]],
  ["they run several others", { running: running([6, 3], [5, 1], [7, 1]) }, ["production is v7; 4 of 5 instances run v6 (3), v5 (1)."]],
  ["it was taken out and still runs", { approved: null, running: running([6, 3]) }, ["production names no version; all 3 instances run v6."]],
  ["another was deployed last", { running: [], deployed: 6 }, ["production is v7; what was deployed last is v6."]],
  ["the next deployment is on its way", { running: [], deployed: 6, unsettled: true }, []],
  ["what was taken out is gone", { approved: null, running: [], deployed: null }, []],
])("where %s", (_, standing, sentences) => {
  expect(driftOf({ stage: "production", approved: 7, running: [], ...standing })).toEqual(sentences);
});
