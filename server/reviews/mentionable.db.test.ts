import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { users } from "../identity/tables.ts";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";

let on: Promotions;
let model: string;
let id: string;
/** Of another team, and with no role here. */
let gus: Person;
let gina: Person;

beforeAll(async () => {
  on = await openPromotions();
  model = await on.model();
  ({ id } = await on.request(on.ann, `${model}@1`));
  gus = await on.person("Gus", "maintainer", "growth");
  gina = await on.person("Gina", "viewer", "growth");
});
afterAll(() => on.close());

const found = async (by: Person, search?: string, of = id) => (await by.api.reviews.mentionable({ id: of, ...(search === undefined ? {} : { search }) })).map(({ name }) => name);

describe("whom a comment may mention", () => {
  it("is offered by part of a name or an address, those who begin so first, and never oneself", async () => {
    expect(await found(on.vic)).toEqual(["Ann", "Mia", "Rex", "Ria", "Sam"]);
    expect(await found(on.ann)).toEqual(["Mia", "Rex", "Ria", "Sam", "Vic"]);
    expect(await found(on.vic, "m")).toEqual(["Mia", "Sam"]);
    expect(await found(on.vic, "  RIA@exam")).toEqual(["Ria"]);
    expect(await found(on.vic, "%")).toEqual([]);
    expect(await found(on.vic, "_")).toEqual([]);
    await expect(on.vic.api.reviews.mentionable({ id, search: "x".repeat(101) })).rejects.toThrow(/at most 100/);
  });

  it("is what the server takes for a mention, and tells", async () => {
    const [person] = await on.vic.api.reviews.mentionable({ id, search: "ria" });
    const { threads } = await on.vic.api.reviews.comment({ id, body: `Look, @${person!.email}.` });
    expect(threads.at(-1)!.comments[0]!.mentions).toMatchObject([{ id: on.ria.id, name: "Ria" }]);
  });

  it("is at most eight, and nobody who is gone, is a machine, or has an address that can't be written after an @", async () => {
    const crowd = await Promise.all(Array.from({ length: 10 }, (_, n) => on.person(`Zoe${n}`, "viewer")));
    expect(await found(on.vic, "zoe")).toEqual(Array.from({ length: 8 }, (_, n) => `Zoe${n}`));
    await on.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, crowd[0]!.id));
    await on.db.update(users).set({ email: "o'zoe@example.com" }).where(eq(users.id, crowd[1]!.id));
    expect(await found(on.vic, "zoe")).not.toContain("Zoe0");
    expect(await found(on.vic, "zoe1")).toEqual([]);
    await on.mia.api.serviceAccounts.create({ team: "risk", name: "zoe-machine" });
    expect(await found(on.vic, "zoe-machine")).toEqual([]);
  });

  it("is nobody who may not see the model, also where they are in a team with who asks", async () => {
    await on.mia.api.grants.set({ model, to: { kind: "user", email: gus.actor.email }, role: "contributor" });
    const offered = await found(gus);
    expect(offered).not.toContain("Gina");
    expect(await found(on.ann, "gus")).toEqual([]);
    // Once they have taken part they are known.
    await gus.api.reviews.comment({ id, body: "Hello" });
    expect(await found(on.ann, "gus")).toEqual(["Gus"]);
    await on.mia.api.grants.set({ model, to: { kind: "user", email: gus.actor.email }, role: "contributor", expiresAt: new Date(Date.now() + 1000).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await found(on.ann, "gus")).toEqual([]);
    expect(await reasonOf(gus.api.reviews.mentionable({ id }))).toBe("not_found");
  });

  it("does not tell strangers who has an account, where everybody sees the model", async () => {
    const open = await on.model();
    const request = await on.request(on.ann, `${open}@1`);
    await on.mia.api.grants.setVisibility({ model: open, visibility: "internal" });
    // The requester and author, those who may sign (who are named on the page), and their own team.
    expect(await found(gina, "", request.id)).toEqual(["Ann", "Gus", "Mia", "Rex", "Ria", "Sam"]);
    expect(await found(gina, "vic", request.id)).toEqual([]);
    expect(await found(gina, "zoe", request.id)).toEqual([]);
    expect(await found(on.ada, "vic", request.id)).toEqual(["Vic"]);
  });

  it("is asked by who may comment, and is nothing for anybody else", async () => {
    expect(await reasonOf(gina.api.reviews.mentionable({ id }))).toBe("not_found");
    expect(await reasonOf(on.vic.withToken(["model:read"]).reviews.mentionable({ id }))).toBe("forbidden_by_token");
    expect(await reasonOf(on.anybody.reviews.mentionable({ id }))).toBe("not_signed_in");
  });
});
