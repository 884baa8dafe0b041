import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { collectBlob } from "../blobs/commands.ts";
import { blobs } from "../blobs/tables.ts";
import { openFixture, reasonOf, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { collect } from "./collect.ts";
import { uploads } from "../uploads/tables.ts";
import { metadataExample } from "../versions/schema.ts";
import { storageSettings } from "./tables.ts";

const day = 24 * 60 * 60 * 1000;

let fixture: Fixture;
let admin: Person;
let maintainer: Person;
let author: Person;

beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
  maintainer = await fixture.person("Mia", "maintainer");
  author = await fixture.person("Ada", "contributor");
});
afterAll(() => fixture.close());
beforeEach(() => fixture.db.update(storageSettings).set({ restoreDays: 30, draftDays: 30, graceHours: 24, quotaBytes: null }));

/** Collects as if so many days had passed. */
const collectAfter = (days: number, dryRun = false) =>
  collect({ db: fixture.db, store: fixture.store, startedBy: "schedule", dryRun, now: new Date(Date.now() + days * day) });
const held = async (content: string) => (await fixture.store.sizeOf(sha256Of(content))) !== null;

describe("collecting", () => {
  it("removes what no version needs, once its grace time is over, and nothing else", async () => {
    await fixture.register(author, "risk/kept", "needed");
    const { draft } = await author.api.versions.draft({ model: "risk/kept" });
    await fixture.receive(author, draft, "a.bin", "left behind");
    await author.api.drafts.removeFile({ draft, path: "a.bin" });
    expect((await collectAfter(0)).blobs).toBe(0);
    expect(await held("left behind")).toBe(true);
    expect(await collectAfter(2, true)).toMatchObject({ dryRun: true, blobs: 1, bytes: 11 });
    expect(await held("left behind")).toBe(true);
    expect(await collectAfter(2)).toMatchObject({ blobs: 1, bytes: 11, failure: null });
    expect([await held("left behind"), await held("needed")]).toEqual([false, true]);
    expect((await collectAfter(3)).blobs).toBe(0);
  });

  it("gives a deleted version up when its time is over: its number and its facts stay, its bytes go", async () => {
    await fixture.register(author, "risk/given-up", "for the bin");
    await fixture.register(author, "risk/given-up", "stays");
    await maintainer.api.deletions.deleteVersion({ reference: "risk/given-up@1", reason: "x" });
    await collectAfter(29);
    expect(await held("for the bin")).toBe(true);
    expect(await collectAfter(31)).toMatchObject({ versions: 1, blobs: 1 });
    expect(await held("for the bin")).toBe(false);
    expect(await reasonOf(maintainer.api.deletions.restoreVersion({ model: "risk/given-up", version: 1 }))).toBe("version_purged");
    expect(await author.api.deletions.list({ model: "risk/given-up" })).toMatchObject([{ number: 1, restorableUntil: null }]);
    await expect(author.api.versions.get({ reference: "risk/given-up@1" })).rejects.toThrow(/Its files were given up/);
    const entries = await fixture.db.select().from(auditEntries).where(eq(auditEntries.action, "version.purged"));
    expect(entries).toMatchObject([{ actorName: "Countersign", credential: "system" }]);
  });

  it("keeps bytes that another version has too, and brings back what is pushed again", async () => {
    await fixture.register(author, "risk/one", "shared");
    await fixture.register(author, "risk/two", "shared");
    await maintainer.api.deletions.deleteVersion({ reference: "risk/one@1", reason: "x" });
    await collectAfter(31);
    expect(await held("shared")).toBe(true);
    await maintainer.api.deletions.deleteVersion({ reference: "risk/two@1", reason: "x" });
    await collectAfter(62);
    expect(await held("shared")).toBe(false);
    const { draft } = await author.api.versions.draft({ model: "risk/three", metadata: metadataExample });
    const file = { path: "model.bin", size: 6, sha256: sha256Of("shared") };
    expect(await author.api.versions.attach({ draft, files: [file] })).toEqual({ missing: ["model.bin"] });
    await fixture.receive(author, draft, "model.bin", "shared");
    await author.api.versions.finalize({ draft, files: 1 });
    await collectAfter(0);
    expect(await held("shared")).toBe(true);
  });

  it("deletes drafts in which nothing happens, and gives up discarded ones", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/idle" });
    await fixture.receive(author, draft, "a.bin", "idle");
    await collectAfter(31);
    expect(await author.api.drafts.list({ model: "risk/idle" })).toMatchObject([{ deletedAt: expect.any(String) }]);
    await collectAfter(62);
    expect(await author.api.drafts.list({ model: "risk/idle" })).toEqual([]);
    await collectAfter(64);
    expect(await held("idle")).toBe(false);
  });

  it("drops what was arriving and nobody goes on with, and keeps what somebody may", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/arriving" });
    const [opened] = await author.api.uploads.open({ draft, files: [{ path: "a.bin", size: 100 }] });
    const known = await fixture.store.begin(100);
    await fixture.db.update(uploads).set({ arrival: known }).where(eq(uploads.id, opened!.upload));
    const unknown = await fixture.store.begin(100);
    const names = async () => {
      const found = [];
      for await (const { name } of fixture.store.arrivals()) found.push(name);
      return found;
    };
    expect(await names()).toEqual(expect.arrayContaining([known.name, unknown.name]));
    expect((await collectAfter(2)).arrivals).toBe(1);
    expect(await names()).toEqual([known.name]);
  });

  it("waits for who attaches the bytes at the same instant, and then leaves them", async () => {
    await fixture.register(author, "risk/race", "raced for");
    const sha256 = sha256Of("raced for");
    await maintainer.api.deletions.deleteVersion({ reference: "risk/race@1", reason: "x" });
    const { draft } = await author.api.versions.draft({ model: "risk/race-again", metadata: metadataExample });
    const later = new Date(Date.now() + 31 * day);
    let removed: Promise<boolean> | undefined;
    // Somebody attaches, and has not committed yet when the collector comes by.
    await fixture.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from blobs where sha256 = ${sha256} for key share`);
      removed = fixture.db.transaction((other) => collectBlob(other, sha256, later, () => fixture.store.remove(sha256)));
      expect(await removed).toBe(false);
    });
    expect(await held("raced for")).toBe(true);
    await author.api.deletions.discardDraft({ draft });
  });

  it("has bytes back that are pushed while they are being removed", async () => {
    const content = "pushed meanwhile";
    const sha256 = sha256Of(content);
    for (let round = 0; round < 10; round++) {
      const model = `risk/meanwhile-${round}`;
      const { draft } = await author.api.versions.draft({ model, metadata: metadataExample });
      await fixture.receive(author, draft, "x.bin", content);
      await author.api.drafts.removeFile({ draft, path: "x.bin" });
      await fixture.db.update(blobs).set({ claimedAt: new Date(0) }).where(eq(blobs.sha256, sha256));
      await Promise.all([fixture.receive(author, draft, "model.bin", content), collectAfter(0)]);
      await author.api.versions.finalize({ draft, files: 1 });
      expect(await held(content)).toBe(true);
      await maintainer.api.deletions.deleteVersion({ reference: `${model}@1`, reason: "x" });
      await collectAfter(31);
    }
  });

  it("is ordered by an administrator alone", async () => {
    expect(await admin.api.storage.collect({ dryRun: true })).toEqual({ ordered: true });
    expect(await reasonOf(maintainer.api.storage.collect({ dryRun: false }))).toBe("forbidden");
    expect((await admin.api.storage.overview()).collections[0]).toMatchObject({ startedBy: "schedule" });
  });
});

describe("a quota", () => {
  const usage = async () => (await author.api.storage.team({ team: "risk" })).bytes;

  it("counts bytes once for a team, and frees what is given up", async () => {
    const before = await usage();
    await fixture.register(author, "risk/counted", "0123456789");
    await fixture.register(author, "risk/counted-too", "0123456789");
    expect((await usage()) - before).toBe(10);
    for (const model of ["counted", "counted-too"]) await maintainer.api.deletions.deleteVersion({ reference: `risk/${model}@1`, reason: "x" });
    expect((await usage()) - before).toBe(10);
    await collectAfter(31);
    expect(await usage()).toBeLessThanOrEqual(before);
  });

  it("refuses new bytes when it is reached, says by how much, and leaves the rest alone", async () => {
    const used = await usage();
    await admin.api.storage.setQuota({ team: "risk", quotaBytes: used + 5 });
    const { draft } = await author.api.versions.draft({ model: "risk/full", metadata: metadataExample });
    await expect(author.api.uploads.open({ draft, files: [{ path: "a", size: 6 }] })).rejects.toThrow(/more don't fit/);
    expect(await reasonOf(fixture.receive(author, draft, "a.bin", "123456"))).toBe("quota_exceeded");
    await fixture.receive(author, draft, "a.bin", "12345");
    await author.api.versions.finalize({ draft, files: 1 });
    expect(await reasonOf(author.api.versions.draft({ model: "risk/full" }))).toBe("quota_exceeded");
    expect((await author.api.versions.get({ reference: "risk/full@1" })).bytes).toBe(5);
    await admin.api.storage.setQuota({ team: "risk", quotaBytes: null });
  });

  it("of the site counts where the team has none, and two pushes at once can't both take the last room", async () => {
    const used = await usage();
    const settings = { restoreDays: 30, draftDays: 30, graceHours: 24 };
    await admin.api.storage.change({ ...settings, quotaBytes: used + 10 });
    const drafts = await Promise.all(["risk/last-a", "risk/last-b"].map((model) => author.api.versions.draft({ model, metadata: metadataExample })));
    const outcomes = await Promise.allSettled(drafts.map(({ draft }, at) => fixture.receive(author, draft, "model.bin", `${at}23456`)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await usage()).toBe(used + 6);
    await expect(admin.api.storage.change({ ...settings, graceHours: 0, quotaBytes: null })).rejects.toThrow(/at least 1 hour/);
  });
});

describe("a draft's bytes", () => {
  it("that are taken out of it count no more", async () => {
    await admin.api.storage.setQuota({ team: "risk", quotaBytes: null });
    const used = async () => (await author.api.storage.team({ team: "risk" })).bytes;
    const before = await used();
    const { draft } = await author.api.versions.draft({ model: "risk/taken-out", metadata: metadataExample });
    await fixture.receive(author, draft, "wrong.bin", "a thousand bytes, say");
    expect(await used()).toBe(before + 21);
    await author.api.drafts.removeFile({ draft, path: "wrong.bin" });
    expect(await used()).toBe(before);
  });

  it("on their way count when more are announced", async () => {
    const { bytes } = await author.api.storage.team({ team: "risk" });
    await admin.api.storage.setQuota({ team: "risk", quotaBytes: bytes + 1_000_000 });
    const { draft } = await author.api.versions.draft({ model: "risk/on-the-way", metadata: metadataExample });
    await author.api.uploads.open({ draft, files: [{ path: "a", size: 900_000 }] });
    expect(await reasonOf(author.api.uploads.open({ draft, files: [{ path: "b", size: 200_000 }] }))).toBe("quota_exceeded");
    await author.api.uploads.open({ draft, files: [{ path: "a", size: 900_000 }] });
    await admin.api.storage.setQuota({ team: "risk", quotaBytes: null });
  });

  it("are touched by work of any kind, so that it is not idle", async () => {
    const { draft } = await author.api.versions.draft({ model: "risk/busy", metadata: metadataExample });
    await fixture.db.execute(sql`update versions set created_at = now() - interval '60 days', touched_at = now() - interval '60 days' where id = ${draft}`);
    await fixture.receive(author, draft, "a.bin", "still at work");
    await collectAfter(0);
    expect(await author.api.drafts.list({ model: "risk/busy" })).toMatchObject([{ deletedAt: null }]);
  });
});
