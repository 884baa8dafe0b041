import { describe, expect, it } from "vitest";
import { readIdentity } from "./claims.ts";

const token = { iss: "https://login.example.com", sub: "1" };
const settings = { groupsClaim: "groups", verifiedClaim: "email_verified" };
const read = (claims: object, userinfo: Record<string, unknown> = {}) => readIdentity({ ...token, ...claims }, userinfo, settings);

describe("an e-mail address", () => {
  it("is verified when the provider says true, and by nothing that looks like it", () => {
    const verified = (value: unknown) => read({ email: "ada@example.com", email_verified: value }).emailVerified;
    expect(verified(true)).toBe(true);
    expect(["true", 1, "1", "yes", {}, [true], null, undefined, false].map(verified)).toEqual(Array(9).fill(false));
  });

  it("is compared in small letters, and none when it could not be one", () => {
    expect(read({ email: " Ada@Example.COM ", email_verified: true })).toMatchObject({ email: "ada@example.com", emailVerified: true });
    for (const email of ["ada", "", 7, ["ada@example.com"], null]) expect(read({ email, email_verified: true })).toMatchObject({ email: null, emailVerified: false });
  });

  it("is never that of one source, verified by the other", () => {
    expect(read({ email: "root@example.com" }, { email: "ada@example.com", email_verified: true })).toMatchObject({ email: "root@example.com", emailVerified: false });
    expect(read({ email_verified: true }, { email: "root@example.com" })).toMatchObject({ email: "root@example.com", emailVerified: false });
    expect(read({}, { email: "ada@example.com", email_verified: true })).toMatchObject({ email: "ada@example.com", emailVerified: true });
  });

  it("can be verified by a claim of another name", () => {
    const identity = readIdentity({ ...token, email: "ada@example.com", xms_edov: true }, {}, { ...settings, verifiedClaim: "xms_edov" });
    expect(identity.emailVerified).toBe(true);
  });
});

describe("groups", () => {
  it.each([
    [["a", "b", "a"], ["a", "b"], null],
    ["only", ["only"], null],
    [[], [], null],
    [undefined, [], "absent"],
    [null, [], "absent"],
    [7, [], "malformed"],
    [{ a: true }, [], "malformed"],
    [["a", 7], [], "malformed"],
    [["a", "x".repeat(257), " ", "b\u0000"], ["a"], null],
    [Array.from({ length: 1001 }, (_, n) => `g${n}`), [], "too_many"],
  ])("%j", (groups, names, fault) => {
    expect(read({ groups }).groups).toEqual({ names, fault });
  });

  it("come from the userinfo endpoint where the ID token has none", () => {
    expect(read({}, { groups: ["a"] }).groups.names).toEqual(["a"]);
    expect(read({ groups: [] }, { groups: ["a"] }).groups.names).toEqual([]);
  });

  it("that were left out for their number are nobody's", () => {
    const claims = { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example.com" } } };
    expect(read(claims, { groups: ["a"] }).groups).toEqual({ names: [], fault: "left_out" });
  });
});

it("a name is the first that could be one", () => {
  expect(read({ name: "Ada Lovelace" }).name).toBe("Ada Lovelace");
  expect(read({ name: "a\u0007b", preferred_username: "ada" }).name).toBe("ada");
  expect(read({ email: "ada@example.com" }, { name: "" }).name).toBe("ada");
  expect(read({}).name).toBe("1");
});
