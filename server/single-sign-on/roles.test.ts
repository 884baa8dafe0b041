import { describe, expect, it } from "vitest";
import { changesFor, type Before, type Gift } from "./roles.ts";

const team = (group: string, teamId: string, role: Gift["role"]): Gift => ({ group, teamId, role, siteRole: null });
const site = (group: string, siteRole: Gift["siteRole"]): Gift => ({ group, teamId: null, role: null, siteRole });
const nobody: Before = { members: [], siteRole: "member", siteRoleSource: "hand", lastAdmin: false };
const gifts = [
  team("risk-readers", "risk", "viewer"), team("risk-signers", "risk", "reviewer"), team("risk-makers", "risk", "contributor"),
  team("vision", "vision", "maintainer"), site("audit", "auditor"), site("ops", "admin"),
];
const changes = (groups: string[], before: Partial<Before> = {}) => changesFor(groups, gifts, { ...nobody, ...before });

describe("groups", () => {
  it("give what their mappings say, and groups without one nothing", () => {
    expect(changes(["vision", "unknown"])).toEqual({ members: [{ teamId: "vision", from: null, to: "maintainer" }], site: null, keptLastAdmin: false });
  });

  it("that give several roles in a team give the last in the order viewer, contributor, reviewer, maintainer", () => {
    expect(changes(["risk-signers", "risk-makers", "risk-readers"]).members).toEqual([{ teamId: "risk", from: null, to: "reviewer" }]);
  });

  it("change and take away what groups have given, and nothing that was given by hand", () => {
    const members: Before["members"] = [
      { teamId: "risk", role: "viewer", source: "group" },
      { teamId: "vision", role: "viewer", source: "hand" },
      { teamId: "other", role: "reviewer", source: "group" },
      { teamId: "kept", role: "reviewer", source: "hand" },
    ];
    expect(changes(["risk-makers", "vision"], { members }).members).toEqual([
      { teamId: "risk", from: "viewer", to: "contributor" },
      { teamId: "other", from: "reviewer", to: null },
    ]);
    expect(changes([], { members }).members).toEqual([
      { teamId: "risk", from: "viewer", to: null },
      { teamId: "other", from: "reviewer", to: null },
    ]);
  });

  it("that say the same again change nothing", () => {
    expect(changes(["vision", "ops"], { members: [{ teamId: "vision", role: "maintainer", source: "group" }], siteRole: "admin", siteRoleSource: "group" })).toEqual({
      members: [], site: null, keptLastAdmin: false,
    });
  });
});

describe("a role on the site", () => {
  it("is the highest that the groups give", () => {
    expect(changes(["audit", "ops"]).site).toEqual({ from: "member", to: "admin", source: "group" });
    expect(changes(["audit"], { siteRole: "admin", siteRoleSource: "group" }).site).toEqual({ from: "admin", to: "auditor", source: "group" });
    expect(changes([], { siteRole: "auditor", siteRoleSource: "group" }).site).toEqual({ from: "auditor", to: "member", source: "hand" });
  });

  it("that was given by hand stays", () => {
    expect(changes(["ops"], { siteRole: "auditor" }).site).toBeNull();
    expect(changes([], { siteRole: "admin" }).site).toBeNull();
  });

  it("is left to the last administrator, which is told", () => {
    expect(changes([], { siteRole: "admin", siteRoleSource: "group", lastAdmin: true })).toEqual({ members: [], site: null, keptLastAdmin: true });
    expect(changes(["ops"], { siteRole: "admin", siteRoleSource: "group", lastAdmin: true }).keptLastAdmin).toBe(false);
  });
});
