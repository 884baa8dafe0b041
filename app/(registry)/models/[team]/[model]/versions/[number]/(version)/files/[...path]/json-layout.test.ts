import { describe, expect, it } from "vitest";
import { layOutJson } from "./json-layout.ts";

describe("JSON that is laid out", () => {
  it("has a line for each part, and short lists in one", () => {
    expect(layOutJson('{"layers":[64,128],"act":{"name":"relu"},"deep":{"of":[{"a":[]}]}}')).toBe(
      '{\n  "layers": [64, 128],\n  "act": { "name": "relu" },\n  "deep": {\n    "of": [\n      {\n        "a": []\n      }\n    ]\n  }\n}',
    );
  });

  it("keeps every number, string and key as it stands", () => {
    expect(layOutJson('{"a":1.0,"a":12345678901234567890,"b":[1e400,"\\u0041"],"c":"x, {\\"y\\": [\\\\"}')).toBe(
      '{\n  "a": 1.0,\n  "a": 12345678901234567890,\n  "b": [1e400, "\\u0041"],\n  "c": "x, {\\"y\\": [\\\\"\n}',
    );
  });

  it("says the same as before", () => {
    const value = { list: Array.from({ length: 60 }, (_, index) => index / 7), text: "a\n\"b\"", nested: [[1, [2]], {}], nothing: null, yes: true };
    const shown = layOutJson(JSON.stringify(value)) ?? "";
    expect(JSON.parse(shown)).toEqual(value);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThan(120);
  });

  it("is null for what is no JSON, and for what is nested without end", () => {
    expect(layOutJson("{a: 1}")).toBeNull();
    expect(layOutJson("")).toBeNull();
    expect(layOutJson(`${"[".repeat(5000)}${"]".repeat(5000)}`)).toBeNull();
  });
});
