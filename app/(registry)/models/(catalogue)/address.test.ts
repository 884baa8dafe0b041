import { expect, test } from "vitest";
import { catalogueHref, readAddress } from "./address.ts";

const read = (address: string) => {
  const params = new URLSearchParams(address);
  return readAddress((name) => params.get(name));
};

test("an address is read as it is written", () => {
  const asked = { query: "tag:nlp metric.auc>=0.9", view: "a1", as: "cards" } as const;
  expect(read(catalogueHref(asked).split("?")[1] ?? "")).toEqual(asked);
  expect(catalogueHref({ query: "" })).toBe("/models");
});

test("what can't be asked for is left out", () => {
  expect(read("as=heap&view=")).toEqual({ query: "", view: null, as: "list" });
  expect(read("team=risk&q=churn").query).toBe("team:risk churn");
  expect(read("team=No%20Team&q=churn").query).toBe("churn");
});
