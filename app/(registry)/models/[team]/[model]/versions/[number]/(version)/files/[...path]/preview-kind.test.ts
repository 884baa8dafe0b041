import { describe, expect, it } from "vitest";
import { previewKind } from "./preview-kind.ts";

describe("how a file is shown", () => {
  it("follows what was found in it, whatever its name", () => {
    expect(previewKind("weights.json", "pickle")).toBeNull();
    expect(previewKind("config", "json")).toBe("json");
    expect(previewKind("model.txt", "lightgbm")).toBe("text");
    expect(previewKind("page.html", "text")).toBe("text");
    expect(previewKind("x", "constructor")).toBeNull();
  });

  it("follows its name while nobody has looked", () => {
    expect(previewKind("README.md", null)).toBe("markdown");
    expect(previewKind("rows.TSV", null)).toBe("table");
    expect(previewKind("model.safetensors", null)).toBeNull();
  });

  it("is a picture only by a name that the server shows as one", () => {
    expect(previewKind("plot.SVG", "svg")).toBe("picture");
    expect(previewKind("plot", "png")).toBeNull();
    expect(previewKind("plot", "svg")).toBe("text");
  });
});
