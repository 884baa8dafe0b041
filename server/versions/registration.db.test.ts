import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openFixture, reasonOf, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample } from "./schema.ts";

let on: Fixture;
let ann: Person;
let eve: Person;
beforeAll(async () => {
  on = await openFixture();
  ann = await on.person("Ann", "contributor");
  eve = await on.person("Eve", "contributor", "other");
  await on.register(ann, "risk/first", "weights");
});
afterAll(() => on.close());

const fileOf = (content: string, path = "model.bin") => ({ path, size: content.length, sha256: sha256Of(content) });
const given = (model: string) => ({ id: crypto.randomUUID(), model, metadata: metadataExample, files: [fileOf("weights")] });
const count = async (query: ReturnType<typeof sql>) => (await on.db.execute(query)).length;

it("is the version that a draft would have become, with one entry in the record", async () => {
  const drafted = await on.register(ann, "risk/alike", "weights");
  const entries = () => count(sql`select 1 from audit_entries`);
  const before = await entries();
  const registered = await ann.api.versions.register(given("risk/alike"));
  expect(registered).toEqual({ ...drafted, reference: "risk/alike@2", version: 2 });
  expect((await entries()) - before).toBe(1);
  expect(await ann.api.versions.get({ reference: "risk/alike@2" })).toMatchObject({ digest: drafted.digest, files: 1, bytes: 7, author: { name: "Ann" } });
  expect((await ann.api.models.get({ model: "risk/alike" })).newestVersion).toBe(2);
  expect(await count(sql`select 1 from version_entries e join versions v on v.id = e.version_id join models m on m.id = v.model_id where m.name = 'alike'`)).toBe(2);
});

it("brings a model into being, with its visibility", async () => {
  await ann.api.versions.register({ ...given("risk/brought"), visibility: "private" });
  expect(await ann.api.models.get({ model: "risk/brought" })).toMatchObject({ newestVersion: 1, visibility: "private" });
  expect(await reasonOf(ann.api.versions.register({ ...given("risk/brought"), visibility: "private" }))).toBe("already_exists");
});

it("names the files whose bytes have to be sent, and leaves nothing", async () => {
  const files = [fileOf("weights"), fileOf("nowhere", "a/b.bin"), { ...fileOf("weights", "lie.bin"), size: 8 }];
  const refused = ann.api.versions.register({ ...given("risk/missing"), files });
  await expect(refused).rejects.toMatchObject({ cause: { reason: "files_missing", details: { missing: ["a/b.bin", "lie.bin"] } } });
  expect(await count(sql`select 1 from models where name = 'missing'`)).toBe(0);
});

it("takes no bytes that the caller may not read, and says of them what it says of those that are nowhere", async () => {
  await expect(eve.api.versions.register(given("other/stolen"))).rejects.toMatchObject({ cause: { reason: "files_missing", details: { missing: ["model.bin"] } } });
});

it("gives each of those who register at once a number of its own", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => ann.api.versions.register(given("risk/raced"))));
  expect(all.map(({ version }) => version).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it("registers together what comes at once, each with its entries as if it had come alone", async () => {
  const bo = await on.person("Bo", "contributor");
  const [last] = await on.db.execute<{ seq: string }>(sql`select max(seq) as seq from audit_entries`);
  const numbers = Array.from({ length: 16 }, (_, n) => n);
  await Promise.all(numbers.map((n) => (n % 2 === 0 ? ann : bo).api.versions.register(given(`risk/together-${n}`))));
  const entries = await on.db.execute<{ action: string; target: string; name: string; tx: string }>(sql`select action, target, actor_name as name, xmin::text as tx from audit_entries where seq > ${last!.seq}`);
  const wanted = numbers.map((n) => `risk/together-${n}@1 ${n % 2 === 0 ? "Ann" : "Bo"}`).toSorted();
  expect(entries.filter(({ action }) => action === "version.registered").map(({ target, name }) => `${target} ${name}`).toSorted()).toEqual(wanted);
  expect(entries.filter(({ action }) => action === "model.created")).toHaveLength(16);
  expect(new Set(entries.map(({ tx }) => tx)).size).toBeLessThan(8);
  const told = await on.db.execute<{ target: string; by: string }>(sql`select payload ->> 'target' as target, payload -> 'actor' ->> 'name' as by from events where type = 'version.registered' and payload ->> 'target' like 'risk/together-%'`);
  expect(told.map(({ target, by }) => `${target} ${by}`).toSorted()).toEqual(wanted);
  expect((await ann.api.search.find({ query: "in:versions model:together-4" })).items).toHaveLength(1);
});

it("fails nobody for another who registers at the same time", async () => {
  const wrong = { ...metadataExample, parents: [{ relation: "fine-tuned-from" as const, reference: "risk/nothing@1" }] };
  const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => ann.api.versions.register({ ...given(`risk/beside-${n}`), ...(n === 5 ? { metadata: wrong } : {}) })));
  expect(answers.flatMap(({ status }, n) => (status === "rejected" ? [n] : []))).toEqual([5]);
  expect(answers[5]).toMatchObject({ reason: { cause: { reason: "not_found" } } });
  expect(await count(sql`select 1 from models where name like 'beside-%'`)).toBe(7);
  expect(await count(sql`select 1 from audit_entries where action = 'version.registered' and target like 'risk/beside-%'`)).toBe(7);
});

it("registers once what is asked for twice with one id, also at the same time", async () => {
  const id = crypto.randomUUID();
  const ask = () => ann.api.versions.register({ ...given("risk/once"), id });
  const answers = await Promise.all([reasonOf(ask()), reasonOf(ask()), reasonOf(ask())]);
  expect(answers.toSorted()).toEqual(["already_finalized", "already_finalized", "was not refused"]);
  await expect(ask()).rejects.toMatchObject({ cause: { details: { reference: "risk/once@1", version: 1 } } });
  expect(await reasonOf(eve.api.versions.register({ ...given("other/once"), id }))).toBe("not_found");
  const { draft } = await ann.api.versions.draft({ model: "risk/once" });
  expect(await reasonOf(ann.api.versions.register({ ...given("risk/once"), id: draft }))).toBe("invalid_input");
});

it("refuses what finalizing refuses", async () => {
  const refused = (change: object) => reasonOf(ann.api.versions.register({ ...given("risk/first"), ...change }));
  expect(await refused({ version: 1 })).toBe("version_exists");
  expect(await refused({ version: 9 })).toBe("version_number");
  expect(await refused({ files: [fileOf("weights", "a"), fileOf("weights", "A")] })).toBe("path_taken");
  expect(await refused({ files: [fileOf("weights", "a"), fileOf("weights", "a/b")] })).toBe("path_taken");
  expect(await refused({ metadata: { ...metadataExample, parents: [{ relation: "fine-tuned-from", reference: "risk/nothing@1" }] } })).toBe("not_found");
  expect(await refused({ metadata: { ...metadataExample, tags: ["no such tag of all"] } })).not.toBe("was not refused");
});
