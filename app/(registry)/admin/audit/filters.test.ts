import { expect, it } from "vitest";
import { auditHref, exportHref, readFilters, recordFilter } from "./filters.ts";

it("takes what can be asked for from the address, and leaves out the rest", () => {
  const filters = readFilters({ text: " fraud ", action: "model.created", model: "no slash", outcome: "maybe", from: "2026-05-03", to: "2026-13-40" });
  expect(filters).toEqual({ text: "fraud", actor: "", action: "model.created", model: "", outcome: "", from: "2026-05-03", to: "" });
  expect(auditHref(filters)).toBe("/admin/audit?text=fraud&action=model.created&from=2026-05-03");
  expect(auditHref({})).toBe("/admin/audit");
});

it("asks for whole days, and exports what it shows", () => {
  const filters = readFilters({ from: "2026-05-03", to: "2026-05-03", actor: "ada@example.com" });
  expect(recordFilter(filters)).toEqual({ actor: "ada@example.com", since: "2026-05-03T00:00:00.000Z", until: "2026-05-04T00:00:00.000Z" });
  expect(exportHref(filters, "csv")).toBe("/api/audit?format=csv&actor=ada%40example.com&since=2026-05-03T00%3A00%3A00.000Z&until=2026-05-04T00%3A00%3A00.000Z");
});
