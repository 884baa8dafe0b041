import { expect, test } from "vitest";
import { documentOf, hrefOf, readAddress } from "./address.ts";

test("an address that is written is read as it was", () => {
  const address = { versions: ["risk/a@1", "risk/b@sha256:ab", "risk/c@production"], baseline: "risk/b@sha256:ab", all: true, chart: "bars" as const, series: { metric: "log loss", dataset: "eu", slice: null }, card: "risk/a@1" };
  const href = hrefOf(address);
  expect(href).toBe("/compare?versions=risk/a@1,risk/b@sha256:ab,risk/c@production&baseline=risk/b@sha256:ab&all=1&chart=bars&series=log%20loss&dataset=eu&card=risk/a@1");
  expect(readAddress(Object.fromEntries(new URLSearchParams(href.split("?")[1])))).toEqual(address);
});

test("what is as usual is left out, and what names none of the versions", () => {
  expect(hrefOf({ versions: ["a/b@1", "a/b@2"], baseline: "a/b@1", card: "x/y@1", all: false })).toBe("/compare?versions=a/b@1,a/b@2");
  expect(hrefOf({ versions: [] })).toBe("/compare");
  expect(readAddress({ versions: "a/b@1, a/b@1,,a/b@2", baseline: "a/b@9", chart: "pie", all: ["1", "0"] })).toEqual({ versions: ["a/b@1", "a/b@2"], baseline: undefined, all: true, chart: undefined, series: undefined, card: undefined });
  expect(readAddress({ versions: "1,2,3,4,5,6,7" }).versions).toHaveLength(6);
});

test("what is no part of a reference is escaped", () => {
  expect(documentOf({ versions: ["a/b@1&x=2", "ä/b"], baseline: undefined, all: true }, "csv")).toBe("/api/compare?versions=a/b@1%26x%3D2,%C3%A4/b&all=1&format=csv");
});
