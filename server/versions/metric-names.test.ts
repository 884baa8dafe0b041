import { expect, test } from "vitest";
import { betterOf, metricsInOrder } from "./metric-names.ts";

test.each(["val_loss", "log-loss", "RMSE", "meanAbsolute_error", "eval/mae", "top5_error"])("less of %s is better", (name) => {
  expect(betterOf(name)).toBe("lower");
});

test.each(["accuracy", "f1_macro", "rocAuc", "R2", "r^2", "test.precision", "top-1 acc"])("more of %s is better", (name) => {
  expect(betterOf(name)).toBe("higher");
});

test.each(["threshold", "training_seconds", "lossy", "classes"])("%s has no direction", (name) => {
  expect(betterOf(name)).toBe("neither");
});

test("what is declared of a metric comes before its name, and what contradicts itself says nothing", () => {
  expect(betterOf("threshold", { threshold: "lower" })).toBe("lower");
  expect(betterOf("error", undefined, { error: "higher" })).toBe("higher");
  expect(betterOf("auc", { auc: "higher" }, { auc: "lower" })).toBe("neither");
  expect(betterOf("toString", {})).toBe("neither");
});

test("the metrics that most versions have come first, then those that people look at", () => {
  const versions: { metrics: Record<string, number> }[] = [{ metrics: { rmse: 1, accuracy: 1, zeal: 1 } }, { metrics: { rmse: 2, zeal: 1, odd: 3 } }];
  expect(metricsInOrder(versions)).toEqual(["rmse", "zeal", "accuracy", "odd"]);
});
