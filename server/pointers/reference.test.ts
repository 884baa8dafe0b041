import { describe, expect, it } from "vitest";
import { parseReference } from "./reference.ts";

const digest = `sha256:${"ab".repeat(32)}`;

describe("a reference", () => {
  it.each([
    ["risk/fraud-detector", { kind: "newest" }],
    ["risk/fraud-detector@7", { kind: "number", number: 7 }],
    ["risk/fraud-detector@production", { kind: "pointer", name: "production" }],
    ["risk/fraud-detector@champion-2", { kind: "pointer", name: "champion-2" }],
    [`risk/fraud-detector@${digest}`, { kind: "digest", digest }],
  ])("%s picks %o", (text, selector) => {
    expect(parseReference(text)).toEqual({ team: "risk", model: "fraud-detector", selector });
  });

  it.each([
    "",
    "risk",
    "risk/",
    "/fraud",
    "risk/a/b",
    "Risk/fraud",
    "risk/Fraud",
    "risk/fraud@",
    "risk/fraud@0",
    "risk/fraud@-1",
    "risk/fraud@1.5",
    "risk/fraud@1234567890",
    "risk/fraud@Production",
    "risk/fraud@a@b",
    "risk/fraud@sha256:abc",
    "risk/fraud@sha256:" + "AB".repeat(32),
    "risk/../fraud",
    "risk/fraud@../x",
  ])("%j is none, and the fault shows the forms", (text) => {
    const parsed = parseReference(text);
    expect(parsed).toHaveProperty("fault");
    expect("fault" in parsed && parsed.fault).toContain("team/model@7");
  });
});
