import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { openFixture, reasonOf, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { models } from "../models/tables.ts";
import { metadataExample } from "./schema.ts";
import { versionFiles, versions } from "./tables.ts";

let fixture: Fixture;
let author: Person;
let colleague: Person;
let viewer: Person;
let stranger: Person;

beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "contributor");
  colleague = await fixture.person("Col", "contributor");
  viewer = await fixture.person("Vic", "viewer");
  stranger = await fixture.person("Olga", "contributor", "growth");
});
afterAll(() => fixture.close());

const metadata = metadataExample;
const hex = (content: string) => sha256Of(content);

describe("registering", () => {
  it("gives the numbers 1, 2, 3 and keeps who, when, what and a digest", async () => {
    const first = await fixture.register(author, "risk/numbers", "one");
    const second = await fixture.register(colleague, "risk/numbers", "two");
    expect([first.version, second.version]).toEqual([1, 2]);
    const detail = await viewer.api.versions.get({ reference: "risk/numbers@2" });
    expect(detail).toMatchObject({
      reference: "risk/numbers@2",
      author: { name: "Col" },
      digest: second.digest,
      files: 1,
      bytes: 3,
      metadata: { ...metadata, tags: [], attributes: {}, environment: {} },
    });
    expect(Date.now() - Date.parse(detail.createdAt)).toBeLessThan(60_000);
  });

  it("gives 50 racing registrations 50 numbers, none twice and none left out", async () => {
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => fixture.register(n % 2 ? author : colleague, "risk/race", `weights ${n}`)),
    );
    const numbers = results.map((result) => result.version).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  it("leaves no gap for a draft that was given up", async () => {
    await fixture.register(author, "risk/gaps");
    const { draft } = await author.api.versions.draft({ model: "risk/gaps", metadata });
    await fixture.receive(author, draft, "model.bin", "given up");
    await author.api.deletions.discardDraft({ draft });
    expect((await fixture.register(author, "risk/gaps")).version).toBe(2);
  });

  it("refuses a number that is taken, and one that would leave a gap", async () => {
    await fixture.register(author, "risk/taken");
    await expect(author.api.versions.draft({ model: "risk/taken", metadata, version: 1 })).rejects.toThrow(
      /risk\/taken@1 exists already, and versions are never overwritten/,
    );
    expect(await reasonOf(author.api.versions.draft({ model: "risk/taken", metadata, version: 9 }))).toBe("version_number");
    const { draft } = await author.api.versions.draft({ model: "risk/taken", metadata, version: 2 });
    await fixture.receive(author, draft, "model.bin", "mine");
    await fixture.register(colleague, "risk/taken");
    expect(await reasonOf(author.api.versions.finalize({ draft, files: 1, version: 2 }))).toBe("version_exists");
  });

  it("refuses metadata that is missing or incomplete, names what is missing and shows an example", async () => {
    const attempt = (given: object) => author.api.versions.draft({ model: "risk/bare", ...given });
    const { metrics: _, datasets: __, ...partial } = metadata;
    await expect(attempt({ metadata: partial })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(attempt({ metadata: { ...metadata, metrics: { auc: Number.NaN } } })).rejects.toThrow(/finite/);
    await expect(attempt({ metadata: { ...metadata, metrics: {} } })).rejects.toThrow(/at least one metric/);
    expect(await fixture.db.select().from(models).where(eq(models.name, "bare"))).toEqual([]);
  });

  it("takes a draft of which nothing is declared yet, and asks for it before it becomes a version", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/undeclared" });
    await fixture.receive(author, draft, "model.bin", "x");
    await expect(author.api.versions.finalize({ draft, files: 1 })).rejects.toThrow(/metadata\.metrics is missing/);
    await author.api.drafts.describe({ draft, metadata: { ...metadata, metrics: undefined } });
    expect((await author.api.drafts.get({ draft })).faults).toEqual([{ path: "metrics", message: "is missing" }]);
    expect(await reasonOf(author.api.versions.finalize({ draft, files: 1 }))).toBe("metadata_incomplete");
    await author.api.drafts.describe({ draft, metadata });
    expect((await author.api.versions.finalize({ draft, files: 1 })).reference).toBe("risk/undeclared@1");
    expect((await viewer.api.models.get({ model: "risk/undeclared" })).description).toBe(metadata.description);
  });

  it("keeps a trainer's own keys as attributes", async () => {
    const { draft } = await author.api.versions.draft({
      model: "risk/folded",
      metadata: { ...metadata, algorithm: "forest", training_seconds: 0.17, version: 7, files: [] },
    });
    await fixture.receive(author, draft, "model.bin", "x");
    await author.api.versions.finalize({ draft, files: 1 });
    const detail = await viewer.api.versions.get({ reference: "risk/folded" });
    expect(detail.metadata.attributes).toEqual({ algorithm: "forest", training_seconds: 0.17 });
  });

  it("refuses names that are no lower-case slugs", async () => {
    for (const model of ["Risk/x", "risk/X", "risk", "risk/a/b", "risk/a_b", "risk/-a", "risk/"]) {
      await expect(author.api.versions.draft({ model, metadata })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });

  it("refuses a viewer, a stranger and nobody", async () => {
    const input = { model: "risk/numbers", metadata };
    expect(await reasonOf(viewer.api.versions.draft(input))).toBe("forbidden");
    expect(await reasonOf(stranger.api.versions.draft(input))).toBe("not_found");
    expect(await reasonOf(fixture.anybody.versions.draft(input))).toBe("not_signed_in");
    expect(await reasonOf(author.withToken(["model:read"]).versions.draft(input))).toBe("forbidden_by_token");
  });
});

describe("a draft", () => {
  it("shows its model to nobody before the first version does, and keeps its name free", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/unborn", metadata });
    const seen = async () => (await author.api.search.find({ query: "unborn" })).items.length;
    expect(await seen()).toBe(0);
    expect(await reasonOf(author.api.models.get({ model: "risk/unborn" }))).toBe("not_found");
    await colleague.api.models.create({ model: "risk/unborn", description: "made by hand" });
    expect(await seen()).toBe(1);
    await fixture.receive(author, draft, "a.bin", "a");
    expect((await author.api.versions.finalize({ draft, files: 1 })).version).toBe(1);
    await fixture.register(author, "risk/born");
    const { items } = await author.api.audit.activity({ model: "risk/born" });
    expect(items.map((entry) => entry.action)).toEqual(["version.registered", "model.created", "version.drafted"]);
  });

  it("is nobody's but its author's", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/private-draft", metadata });
    await fixture.receive(author, draft, "model.bin", "x");
    expect(await reasonOf(fixture.receive(colleague, draft, "other.bin", "y"))).toBe("not_found");
    expect(await reasonOf(colleague.api.versions.finalize({ draft, files: 1 }))).toBe("not_found");
    expect(await reasonOf(colleague.api.deletions.discardDraft({ draft }))).toBe("not_found");
    expect((await viewer.api.versions.list({ model: "risk/private-draft" })).items).toEqual([]);
    expect(await reasonOf(viewer.api.pointers.resolve({ reference: "risk/private-draft" }))).toBe("not_found");
  });

  it("is no version without files, or with fewer than were announced", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/empty", metadata });
    expect(await reasonOf(author.api.versions.finalize({ draft, files: 0 }))).toBe("draft_incomplete");
    await fixture.receive(author, draft, "a.bin", "a");
    await expect(author.api.versions.finalize({ draft, files: 2 })).rejects.toThrow(/holds 1 files, but 2 were announced/);
  });

  it("tells who finalizes it twice which version it is", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/twice", metadata });
    await fixture.receive(author, draft, "a.bin", "a");
    const both = await Promise.allSettled([1, 2].map(() => author.api.versions.finalize({ draft, files: 1 })));
    expect(both.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(author.api.versions.finalize({ draft, files: 1 })).rejects.toThrow(/is risk\/twice@1 already/);
  });

  it("can't hold two paths that some file systems take for one", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/twins", metadata });
    await fixture.receive(author, draft, "Model.bin", "a");
    expect(await reasonOf(fixture.receive(author, draft, "model.bin", "b"))).toBe("path_taken");
    await fixture.receive(author, draft, "Model.bin", "c");
    await fixture.register(author, "risk/known", "known");
    const file = { size: 5, sha256: hex("known") };
    const twins = [{ path: "x", ...file }, { path: "X", ...file }];
    expect(await reasonOf(author.api.versions.attach({ draft, files: twins }))).toBe("path_taken");
  });

  it("can't hold a file where another one needs a folder", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/folders", metadata });
    await fixture.receive(author, draft, "a", "file");
    await fixture.receive(author, draft, "a/b", "in a folder");
    expect(await reasonOf(author.api.versions.finalize({ draft, files: 2 }))).toBe("path_taken");
  });

  it("tells which sizes are new to somebody, without telling what they may not see", async () => {
    await fixture.register(author, "risk/sized", "x".repeat(4321));
    expect(await colleague.api.versions.novelSizes({ sizes: [4321, 4322] })).toEqual([4322]);
    expect(await stranger.api.versions.novelSizes({ sizes: [4321, 4322] })).toEqual([4321, 4322]);
  });

  it("takes bytes that are here already without having them sent, from those who may read them only", async () => {
    await fixture.register(author, "risk/shared", "shared bytes");
    const file = { path: "model.bin", size: 12, sha256: hex("shared bytes") };
    const mine = await colleague.api.versions.draft({ model: "risk/reuse", metadata });
    expect(await colleague.api.versions.attach({ draft: mine.draft, files: [file] })).toEqual({ missing: [] });
    const theirs = await stranger.api.versions.draft({ model: "growth/guess", metadata });
    expect(await stranger.api.versions.attach({ draft: theirs.draft, files: [file] })).toEqual({ missing: ["model.bin"] });
    expect(await reasonOf(stranger.api.versions.finalize({ draft: theirs.draft, files: 1 }))).toBe("draft_incomplete");
  });

  it("refuses paths that lead elsewhere", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/paths", metadata });
    for (const path of ["../x", "a/../x", "/x", "a//b", "a\\b", "a\0b", "./x", "C:x", "", "e\u0301.bin", "x".repeat(300)]) {
      const files = [{ path, size: 1, sha256: hex("x") }];
      await expect(author.api.versions.attach({ draft, files })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});

describe("a finalized version", () => {
  it("never changes, not even by hand in the database", async () => {
    const { reference } = await fixture.register(author, "risk/fixed");
    const { id } = await viewer.api.versions.get({ reference });
    const { db } = fixture;
    const attempts = [
      () => db.update(versions).set({ digest: "other" }).where(eq(versions.id, id)),
      () => db.update(versions).set({ number: null, digest: null, finalizedAt: null }).where(eq(versions.id, id)),
      () => db.delete(versions).where(eq(versions.id, id)),
      () => db.update(versionFiles).set({ path: "other" }).where(eq(versionFiles.versionId, id)),
      () => db.delete(versionFiles).where(eq(versionFiles.versionId, id)),
      () => db.insert(versionFiles).values({ versionId: id, path: "new", pathKey: "new", sha256: hex("weights"), size: 7 }),
      () => db.execute(sql`truncate version_files`),
      () => db.execute(sql`truncate versions cascade`),
    ];
    for (const attempt of attempts) {
      await expect(Promise.resolve().then(attempt)).rejects.toMatchObject({ cause: { code: "23001" } });
    }
    expect((await viewer.api.versions.get({ reference })).files).toBe(1);
  });

  it("takes no more files", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/closed", metadata });
    await fixture.receive(author, draft, "a.bin", "a");
    await author.api.versions.finalize({ draft, files: 1 });
    expect(await reasonOf(fixture.receive(author, draft, "b.bin", "b"))).toBe("already_finalized");
    expect(await reasonOf(author.api.deletions.discardDraft({ draft }))).toBe("already_finalized");
  });

  it("is found by number, by digest and as the newest, and not by what it is not", async () => {
    const one = await fixture.register(author, "risk/named", "one");
    const two = await fixture.register(author, "risk/named", "two");
    const resolve = async (reference: string) => (await viewer.api.pointers.resolve({ reference })).version;
    expect(await resolve("risk/named")).toBe(2);
    expect(await resolve("risk/named@1")).toBe(1);
    expect(await resolve(`risk/named@${one.digest}`)).toBe(1);
    expect(await resolve(`risk/named@${two.digest}`)).toBe(2);
    for (const reference of ["risk/named@3", "risk/nothing", "risk/named@champion", `risk/named@sha256:${"0".repeat(64)}`]) {
      expect(await reasonOf(resolve(reference))).toBe("not_found");
    }
    expect(await reasonOf(resolve("risk/named@0"))).toBe("invalid_input");
    expect(await reasonOf(stranger.api.pointers.resolve({ reference: "risk/named" }))).toBe("not_found");
  });

  it("has the same digest for the same files and facts, and another for others", async () => {
    const [one, same, other] = await Promise.all([
      fixture.register(author, "risk/digest-a", "same"),
      fixture.register(colleague, "risk/digest-b", "same"),
      fixture.register(author, "risk/digest-c", "other"),
    ]);
    expect(one.digest).toBe(same.digest);
    expect(one.digest).not.toBe(other.digest);
  });

  it("is listed newest first, in pages", async () => {
    for (let n = 0; n < 5; n++) await fixture.register(author, "risk/pages", `${n}`);
    const first = await viewer.api.versions.list({ model: "risk/pages", limit: 2 });
    expect([first.items.map((item) => item.number), first.next]).toEqual([[5, 4], 4]);
    const rest = await viewer.api.versions.list({ model: "risk/pages", limit: 10, before: first.next! });
    expect([rest.items.map((item) => item.number), rest.next]).toEqual([[3, 2, 1], null]);
  });
});

it("a mutation that fails leaves neither its rows nor its audit entry", async () => {
  const done = () => fixture.db.select().from(auditEntries).where(eq(auditEntries.outcome, "done"));
  const before = await done();
  await reasonOf(author.api.versions.draft({ model: "risk/never", metadata, version: 5 }));
  expect(await fixture.db.select().from(models).where(eq(models.name, "never"))).toEqual([]);
  expect(await done()).toHaveLength(before.length);
});
