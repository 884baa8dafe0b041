import { expect, test } from "vitest";
import { routes } from "../testing/access-matrix.ts";
import { routeOf, type Procedures } from "./routes.ts";

const procedures: Procedures = new Map([["models.list", "query"], ["models.create", "mutation"], ["models.watch", "subscription"]]);

test.each([
  ["/api/trpc/models.list?input=%7B%7D", "query", "models.list"],
  ["/api/trpc/models.create", "mutation", "models.create"],
  ["/api/trpc/models.watch", "stream", "models.watch"],
  ["/api/trpc/models.list,models.list?batch=1", "query", "batch"],
  ["/api/trpc/anything.else", "query", "unknown"],
  ["/files/risk/fraud/7/a/b.bin?view", "bytes", "/files/{team}/{model}/{selector}/{path}"],
  ["/files/risk/fraud/7.tar", "bytes", "/files/{team}/{model}/{selector}.tar"],
  ["/api/made-up-17", "bytes", "unknown"],
  ["/models/risk/fraud?tab=x", "page", "pages"],
  ["/invitation/secret", "page", "pages"],
  ["/_next/static/a.js", "asset", "/_next"],
  ["/ready", "probe", "/ready"],
])("%s", (url, kind, route) => expect(routeOf(url, procedures)).toEqual({ kind, route }));

test("every route of the table of access is counted under its own pattern", () => {
  const unnamed = Object.keys(routes).map((each) => each.split(" ")[1]!).filter((pattern) => routeOf(pattern.replace(/\{\w+\}/g, "x"), procedures).route !== pattern);
  expect(unnamed, "add these to the patterns in routes.ts").toEqual([]);
});
