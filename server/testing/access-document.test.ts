import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { accessDocument, documentUrl } from "./access-document.ts";

it("docs/access.md says what the matrix says", async () => {
  const written = await readFile(documentUrl, "utf8").catch(() => "");
  expect(written === accessDocument(), "docs/access.md is another than the matrix: run node server/testing/access-document.ts").toBe(true);
});
