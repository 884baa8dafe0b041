import { expect, test } from "vitest";
import { cacheControl, contentType, disposition } from "./headers.ts";

test("a file to be saved has the type that its name says", () => {
  expect(contentType("a/metrics.json", false)).toBe("application/json");
  expect(contentType("card.MD", false)).toBe("text/markdown; charset=utf-8");
  expect(contentType("model.safetensors", false)).toBe("application/octet-stream");
});

test("what is shown is never a type that runs anything", () => {
  expect(contentType("page.html", true)).toBe("text/plain; charset=utf-8");
  expect(contentType("page.xhtml", true)).toBe("application/octet-stream");
  expect(contentType("script.js", true)).toBe("application/octet-stream");
  expect(contentType("plot.png", true)).toBe("image/png");
});

test("names without an ending, and those of Object's own properties, are unknown", () => {
  expect(contentType("LICENSE", true)).toBe("application/octet-stream");
  expect(contentType("a.constructor", false)).toBe("application/octet-stream");
  expect(contentType("a.b/c", false)).toBe("application/octet-stream");
});

test("a name is given in ASCII and in full, with nothing that ends it early", () => {
  expect(disposition('x/mö"del (1).bin', false)).toBe(`attachment; filename="m__del (1).bin"; filename*=UTF-8''m%C3%B6%22del%20%281%29.bin`);
});

test("only what can be shown is shown", () => {
  expect(disposition("plot.png", true)).toMatch(/^inline/);
  expect(disposition("model.onnx", true)).toMatch(/^attachment/);
});

test("what numbers and digests name is kept for ever, what pointers name is asked for anew", () => {
  expect(cacheControl("risk/fraud@7")).toContain("immutable");
  expect(cacheControl(`risk/fraud@sha256:${"a".repeat(64)}`)).toContain("immutable");
  expect(cacheControl("risk/fraud@production")).toBe("private, no-cache");
  expect(cacheControl("risk/fraud")).toBe("private, no-cache");
});
