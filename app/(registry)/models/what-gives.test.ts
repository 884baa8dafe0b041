import { expect, it } from "vitest";
import { whatGives } from "./what-gives.ts";

it("says which roles give a permission, and where they are given", () => {
  expect(whatGives({ permission: "promotion:review", roles: ["reviewer", "maintainer"] }, "risk")).toBe("the role reviewer or maintainer, in the team risk or on this model alone");
  expect(whatGives({ permission: "team:manage", roles: ["maintainer"] }, "risk")).toBe("the role maintainer, in the team risk");
  expect(whatGives({ permission: "promotion:bypass", roles: [] }, "risk")).toBe("an administrator of this registry");
});
