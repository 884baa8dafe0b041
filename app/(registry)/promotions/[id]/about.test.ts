import { describe, expect, test } from "vitest";
import { aboutOf, aboutWords, anchorOf, readAbout } from "./about.ts";

describe("what a comment is about", () => {
  test("is a part of the comparison, or one thing in it", () => {
    expect([readAbout("metrics"), readAbout("metrics.val.auc"), readAbout("files/a/b.onnx")]).toEqual([
      { part: "metrics", item: null },
      { part: "metrics", item: "val.auc" },
      { part: "files", item: "a/b.onnx" },
    ]);
  });
  test("is read as it was written", () => {
    expect(readAbout(aboutOf("files", "model.v2.onnx"))).toEqual({ part: "files", item: "model.v2.onnx" });
    expect(readAbout(aboutOf("parameters", "optimizer.lr"))).toEqual({ part: "parameters", item: "optimizer.lr" });
  });
  test("is named as a sentence names it", () => {
    expect([aboutWords("metrics.auc"), aboutWords("card"), aboutWords("files/model.onnx")]).toEqual(["the metric auc", "the card", "the file model.onnx"]);
  });
  test("of which the page knows nothing is named as it is, and leads nowhere", () => {
    expect([aboutWords("rollout plan v1.2"), anchorOf("rollout plan v1.2"), anchorOf("metrics.auc")]).toEqual(["rollout plan v1.2", null, "part-metrics"]);
  });
});
