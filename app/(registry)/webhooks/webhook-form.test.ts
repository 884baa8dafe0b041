import { expect, test } from "vitest";
import { changedTargetOf, empty, eventsOf, families, targetOf } from "./webhook-form.ts";

test("events are families, single types, or all", () => {
  expect(families).toContain("promotion.*");
  expect(eventsOf({ ...empty, families: ["stage.*"], types: " model.created,  version.registered " })).toEqual(["stage.*", "model.created", "version.registered"]);
  expect(eventsOf({ ...empty, families: ["*", "stage.*"], types: "model.created" })).toEqual(["*"]);
});

test("each kind has its own target, and what is secret stays where it is not typed anew", () => {
  expect(targetOf({ ...empty, url: "https://a.example.com" })).toEqual({ kind: "generic", url: "https://a.example.com" });
  expect(targetOf({ ...empty, kind: "github", owner: "o", repository: "r", token: "t" })).toEqual({ kind: "github", owner: "o", repository: "r", token: "t" });
  expect(changedTargetOf({ ...empty, kind: "gitlab", url: "https://g.example.com", project: "1", ref: "main" })).toEqual({ kind: "gitlab", url: "https://g.example.com", project: "1", ref: "main" });
  expect(changedTargetOf({ ...empty, kind: "slack" })).toEqual({ kind: "slack" });
});
