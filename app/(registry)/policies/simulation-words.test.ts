import { expect, test } from "vitest";
import { simulationWords } from "./simulation-words.ts";

test("a simulation is told in a sentence", () => {
  expect(simulationWords(0, 50)).toBe("It would have let all of the last 50 promotions through.");
  expect(simulationWords(7, 50)).toBe("It would have blocked 7 of the last 50 promotions.");
  expect(simulationWords(3, 3)).toBe("It would have blocked every one of the last 3 promotions.");
  expect(simulationWords(1, 1)).toBe("It would have blocked the only promotion.");
  expect(simulationWords(0, 1)).toBe("It would have let the only promotion through.");
});
