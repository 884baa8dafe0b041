import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { eventsDocument, eventsUrl } from "./events-document.ts";

test("docs/events.md says what the catalogue does", async () => {
  expect(await readFile(eventsUrl, "utf8"), "run node server/testing/events-document.ts").toBe(eventsDocument());
});
