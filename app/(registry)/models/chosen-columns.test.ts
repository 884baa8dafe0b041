import { expect, test, vi } from "vitest";
import { readColumns, writeColumns } from "./chosen-columns.ts";

/** What a browser would send back. */
function kept(columns: readonly string[] | null): string | undefined {
  vi.stubGlobal("document", { cookie: "" });
  writeColumns("columns-models", columns);
  const value = /^columns-models=([^;]*);.*max-age=[1-9]/.exec(document.cookie)?.[1];
  vi.unstubAllGlobals();
  return value;
}

test.each([[["description", "metric.a,b; c=d"]], [[]], [null]])("%j is read as it was kept", (columns) => {
  expect(readColumns(kept(columns))).toEqual(columns);
});

test("what nobody wrote is nothing", () => {
  expect(readColumns("%E0%A4%A")).toBeNull();
  expect(readColumns(undefined)).toBeNull();
});
