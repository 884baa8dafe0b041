import { expect, it } from "vitest";
import { whoHolds } from "./who-holds.ts";

it("says which roles give a permission, and where they are given", () => {
  expect(whoHolds({ permission: "promotion:review", roles: ["reviewer", "maintainer"] }, "risk")).toBe("a reviewer or maintainer, in the team risk or on this model alone");
  expect(whoHolds({ permission: "team:manage", roles: ["maintainer"] }, "risk")).toBe("a maintainer, in the team risk");
  expect(whoHolds({ permission: "promotion:bypass", roles: [] }, "risk")).toBe("an administrator of this registry");
});
