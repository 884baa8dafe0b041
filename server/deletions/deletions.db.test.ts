import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample } from "../versions/schema.ts";

let fixture: Fixture;
let maintainer: Person;
let author: Person;
let reviewer: Person;

beforeAll(async () => {
  fixture = await openFixture();
  maintainer = await fixture.person("Mia", "maintainer");
  author = await fixture.person("Ada", "contributor");
  reviewer = await fixture.person("Rex", "reviewer");
});
afterAll(() => fixture.close());

const get = (reference: string) => author.api.versions.get({ reference });

describe("deleting a version", () => {
  it("takes it out of every list and reference, and its number is not used again", async () => {
    for (const content of ["one", "two", "three"]) await fixture.register(author, "risk/list", content);
    const { digest } = await get("risk/list@3");
    const { restorableUntil } = await maintainer.api.deletions.deleteVersion({ reference: "risk/list@3", reason: "wrong data" });
    expect(Date.parse(restorableUntil) - Date.now()).toBeGreaterThan(29 * 24 * 60 * 60 * 1000);
    expect((await author.api.versions.list({ model: "risk/list", limit: 10 })).items.map((each) => each.number)).toEqual([2, 1]);
    expect((await get("risk/list")).number).toBe(2);
    expect((await author.api.models.get({ model: "risk/list" })).newestVersion).toBe(2);
    await expect(get("risk/list@3")).rejects.toThrow(/was deleted by Mia at .* It can be restored until/);
    expect(await reasonOf(get(`risk/list@${digest}`))).toBe("not_found");
    expect(await reasonOf(author.api.promotions.request({ reference: "risk/list@3", stage: "staging", reason: "x" }))).toBe("not_found");
    expect((await fixture.register(author, "risk/list", "four")).version).toBe(4);
  });

  it("tells who may not see the model nothing of it", async () => {
    const stranger = await fixture.person("Sid");
    await expect(stranger.api.versions.get({ reference: "risk/list@3" })).rejects.toThrow(/does not exist, or you may not see it/);
  });

  it("can be undone, as if nothing had been", async () => {
    const before = await fixture.register(author, "risk/back", "kept");
    await maintainer.api.deletions.deleteVersion({ reference: "risk/back@1", reason: "oops" });
    expect(await author.api.deletions.list({ model: "risk/back" })).toMatchObject([{ number: 1, reason: "oops", deletedBy: { name: "Mia" } }]);
    expect((await author.api.models.get({ model: "risk/back" })).newestVersion).toBeNull();
    await maintainer.api.deletions.restoreVersion({ model: "risk/back", version: 1 });
    expect((await get("risk/back")).digest).toBe(before.digest);
    expect(await author.api.deletions.list({ model: "risk/back" })).toEqual([]);
    expect(await reasonOf(maintainer.api.deletions.restoreVersion({ model: "risk/back", version: 1 }))).toBe("not_found");
  });

  it("is refused while a stage, an alias, an open promotion or a derived version needs it, and lists them", async () => {
    await fixture.register(author, "risk/needed", "base");
    const request = await author.api.promotions.request({ reference: "risk/needed@1", stage: "production", reason: "go" });
    await author.api.pointers.setAlias({ model: "risk/needed", alias: "champion", version: 1 });
    const { draft } = await author.api.versions.draft({
      model: "risk/derived",
      metadata: { ...metadataExample, parents: [{ relation: "fine-tuned-from", reference: "risk/needed@1" }, { relation: "distilled-from", reference: "https://example.com/base" }] },
    });
    await fixture.receive(author, draft, "model.bin", "tuned");
    await author.api.versions.finalize({ draft, files: 1 });
    const attempt = () => maintainer.api.deletions.deleteVersion({ reference: "risk/needed@1", reason: "x" });
    await expect(attempt()).rejects.toThrow(new RegExp(`alias champion.*promotion ${request.id}.*derived from it, risk/derived@1`));
    await reviewer.api.reviews.review({ id: request.id, verdict: "approve", comment: "", evidenceDigest: request.evidenceDigest });
    await expect(attempt()).rejects.toThrow(/the stage production/);
    // Two versions derived from each other's models: the leaf goes first.
    await maintainer.api.deletions.deleteVersion({ reference: "risk/derived@1", reason: "x" });
    await expect(attempt()).rejects.not.toThrow(/risk\/derived/);
  });

  it("is refused to those who may not", async () => {
    await fixture.register(author, "risk/kept", "x");
    expect(await reasonOf(author.api.deletions.deleteVersion({ reference: "risk/kept@1", reason: "x" }))).toBe("forbidden");
    expect(await reasonOf(maintainer.withToken(["model:read"]).deletions.deleteVersion({ reference: "risk/kept@1", reason: "x" }))).toBe("forbidden_by_token");
    await expect(maintainer.api.deletions.deleteVersion({ reference: "risk/kept@1", reason: " " })).rejects.toThrow(/must say why/);
  });

  it("loses to, or wins against, a promotion that is requested at the same instant, and never both", async () => {
    for (let round = 0; round < 6; round++) {
      const model = `risk/race-${round}`;
      await fixture.register(author, model, "x");
      const [deleted, requested] = await Promise.allSettled([
        maintainer.api.deletions.deleteVersion({ reference: `${model}@1`, reason: "x" }),
        author.api.promotions.request({ reference: `${model}@1`, stage: "staging", reason: "x" }),
      ]);
      expect([deleted.status, requested.status].filter((status) => status === "fulfilled")).toHaveLength(1);
    }
  });
});

describe("a parent", () => {
  it("has to be an exact version that its author may see, or an address", async () => {
    await fixture.register(author, "risk/parent", "x");
    const finalize = async (reference: string) => {
      const { draft } = await author.api.versions.draft({ model: "risk/child", metadata: { ...metadataExample, parents: [{ relation: "quantized-from", reference }] } });
      await fixture.receive(author, draft, "model.bin", reference);
      return await author.api.versions.finalize({ draft, files: 1 });
    };
    expect(await reasonOf(finalize("risk/parent@production"))).toBe("invalid_input");
    expect(await reasonOf(finalize("risk/parent@9"))).toBe("not_found");
    expect((await finalize("risk/parent@1")).version).toBe(1);
    expect((await finalize("hf://meta/llama")).version).toBe(2);
  });
});

describe("a draft", () => {
  it("that is discarded is gone from its author's hands, and can be restored", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/drafted" });
    await fixture.receive(author, draft, "a.bin", "a");
    await author.api.deletions.discardDraft({ draft });
    expect(await reasonOf(author.api.versions.finalize({ draft, files: 1 }))).toBe("not_found");
    expect(await author.api.drafts.list({ model: "risk/drafted" })).toMatchObject([{ draft, files: 1, deletedAt: expect.any(String) }]);
    expect(await reasonOf(maintainer.api.deletions.restoreDraft({ draft }))).toBe("not_found");
    await author.api.deletions.restoreDraft({ draft });
    expect((await author.api.drafts.files({ draft })).items).toMatchObject([{ path: "a.bin" }]);
  });

  it("is seen by nobody but its author", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/secret" });
    expect(await reasonOf(maintainer.api.drafts.get({ draft }))).toBe("not_found");
    expect((await maintainer.api.drafts.files({ draft })).items).toEqual([]);
    expect((await maintainer.api.drafts.list({})).map((each) => each.draft)).not.toContain(draft);
    expect(await reasonOf(maintainer.api.drafts.describe({ draft, metadata: {} }))).toBe("not_found");
  });
});

describe("a draft that is discarded while it is finalized", () => {
  it("either becomes a version or is discarded, and never both", async () => {
    for (let round = 0; round < 8; round++) {
      const model = `risk/both-${round}`;
      const { draft } = await author.api.versions.draft({ model, metadata: metadataExample });
      await fixture.receive(author, draft, "a.bin", "a");
      const [finalized, discarded] = await Promise.allSettled([
        author.api.versions.finalize({ draft, files: 1 }),
        author.api.deletions.discardDraft({ draft }),
      ]);
      expect([finalized.status, discarded.status].filter((status) => status === "fulfilled")).toHaveLength(1);
    }
  });
});
