import { expect, test } from "vitest";
import { secondsLeft, Speedometer } from "./speedometer.ts";

test("the speed is that of the last five seconds", () => {
  const speed = new Speedometer();
  for (let at = 0; at <= 10_000; at += 100) speed.add(at <= 5000 ? 10_000 : 100, at);
  expect(speed.rate(10_000)).toBeCloseTo(1000, 0);
  expect(secondsLeft(5000, speed.rate(10_000))).toBeCloseTo(5, 0);
});

test("too little to tell, and nothing for long, are no speed", () => {
  const speed = new Speedometer();
  expect(speed.rate(0)).toBeNull();
  speed.add(1000, 0);
  expect(speed.rate(100)).toBeNull();
  speed.add(1000, 1000);
  expect(speed.rate(1000)).toBe(1000);
  expect(speed.rate(20_000)).toBeNull();
  expect(secondsLeft(1000, null)).toBeNull();
});
