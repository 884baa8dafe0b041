import { afterAll, beforeAll, expect, test } from "vitest";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample } from "../versions/schema.ts";

let fixture: Fixture;
let root: Person;
let ann: Person;
let max: Person;
let eve: Person;

const model = "risk/one";
const ofTeam = { kind: "team" as const, team: "risk" };
const ofModel = { kind: "model" as const, model };
const ofSite = { kind: "site" as const };
const needs = (name: string) => ({ properties: { attributes: { required: [name] } } });

beforeAll(async () => {
  fixture = await openFixture();
  root = await fixture.person("Root", "admin");
  ann = await fixture.person("Ann", "contributor");
  max = await fixture.person("Max", "maintainer");
  eve = await fixture.person("Eve", "maintainer", "away");
  await fixture.register(ann, model);
});
afterAll(() => fixture.close());

async function draftOf(attributes: Record<string, string>) {
  const { draft } = await ann.api.versions.draft({ model, metadata: { ...metadataExample, attributes } });
  await fixture.receive(ann, draft, "model.bin", `weights ${JSON.stringify(attributes)}`);
  return draft;
}

test("who keeps which schema", async () => {
  const save = { schema: {}, note: "x", expected: 0 };
  expect(await reasonOf(max.api.metadataSchemas.save({ scope: ofSite, ...save }))).toBe("forbidden");
  expect(await reasonOf(ann.api.metadataSchemas.save({ scope: ofTeam, ...save }))).toBe("forbidden");
  expect(await reasonOf(ann.api.metadataSchemas.save({ scope: ofModel, ...save }))).toBe("forbidden");
  expect(await reasonOf(eve.api.metadataSchemas.save({ scope: ofTeam, ...save }))).toBe("not_found");
  expect(await reasonOf(eve.api.metadataSchemas.get({ scope: ofModel }))).toBe("not_found");
  expect(await ann.api.metadataSchemas.get({ scope: ofModel })).toBeNull();
});

test("all schemas that apply must hold, and the error tells the path and who asks", async () => {
  await root.api.metadataSchemas.save({ scope: ofSite, schema: needs("region"), note: "Law", expected: 0 });
  await max.api.metadataSchemas.save({ scope: ofTeam, schema: needs("owner"), note: "Calls at night", expected: 0 });
  await max.api.metadataSchemas.save({ scope: ofModel, schema: { properties: { attributes: { properties: { region: { enum: ["eu"], description: "Where" } } } } }, note: "EU alone", expected: 0 });
  const { schemas, fields } = await ann.api.metadataSchemas.effective({ model });
  expect(schemas.map(({ scope, version }) => [scope.kind, version])).toEqual([["site", 1], ["team", 1], ["model", 1]]);
  expect(fields).toEqual([
    { part: "attributes", name: "region", type: "any", required: true, options: ["eu"], description: "Where" },
    { part: "attributes", name: "owner", type: "any", required: true, options: null, description: "" },
  ]);

  // What a model that is not there yet will be asked for is told to whoever may make it, whether somebody has begun one of that name or not.
  const ofNew = (who: typeof ann) => who.api.metadataSchemas.effective({ model: "risk/not-yet" });
  expect((await ofNew(ann)).schemas.map(({ scope }) => scope.kind)).toEqual(["site", "team"]);
  expect(await reasonOf(ofNew(eve))).toBe("not_found");

  const draft = await draftOf({ region: "us" });
  expect((await ann.api.drafts.get({ draft })).faults).toEqual([
    { path: "attributes.owner", message: "is missing, by the schema of the team risk" },
    { path: "attributes.region", message: "must be one of eu, by the schema of risk/one" },
  ]);
  await expect(ann.api.versions.finalize({ draft, files: 1 })).rejects.toThrow("metadata.attributes.owner is missing, by the schema of the team risk (version 1). metadata.attributes.region must be one of eu, by the schema of risk/one (version 1).");
  await ann.api.drafts.describe({ draft, metadata: { ...metadataExample, attributes: { region: "eu", owner: "ada" } } });
  expect((await ann.api.drafts.get({ draft })).faults).toEqual([]);
  expect(await ann.api.versions.finalize({ draft, files: 1 })).toMatchObject({ version: 2 });
  // What was registered before stays as it is.
  expect((await ann.api.versions.get({ reference: `${model}@1` })).number).toBe(1);
});

test("metadata can be tried, and so can a schema on the newest versions", async () => {
  const { faults } = await ann.api.metadataSchemas.try({ model, metadata: metadataExample });
  expect(faults.map(({ path, scope }) => [path, scope.kind])).toEqual([["attributes.region", "site"], ["attributes.owner", "team"]]);
  const preview = await max.api.metadataSchemas.preview({ scope: ofModel, schema: needs("license") });
  expect(preview).toMatchObject({ faults: [], tried: 2, failed: 2, failing: [{ reference: `${model}@2`, faults: [{ path: "attributes.license", message: "is missing" }] }, { reference: `${model}@1` }] });
  expect(await ann.api.metadataSchemas.preview({ scope: ofSite, schema: needs("owner") })).toMatchObject({ tried: 2, failed: 1 });
  // Of others, nobody learns anything.
  expect(await eve.api.metadataSchemas.preview({ scope: ofSite, schema: needs("owner") })).toMatchObject({ tried: 0, failed: 0 });
  expect((await ann.api.metadataSchemas.preview({ scope: ofModel, schema: { required: 1 } })).faults[0]?.path).toBe("/required");
});

test("every version of a schema is kept, and nobody overwrites what they did not see", async () => {
  expect(await reasonOf(max.api.metadataSchemas.save({ scope: ofTeam, schema: {}, note: "x", expected: 0 }))).toBe("schema_changed");
  expect(await reasonOf(max.api.metadataSchemas.save({ scope: ofTeam, schema: { required: 1 }, note: "x", expected: 1 }))).toBe("schema_invalid");
  expect(await max.api.metadataSchemas.remove({ scope: ofTeam, note: "No calls", expected: 1 })).toEqual({ version: 2 });
  expect(await reasonOf(max.api.metadataSchemas.remove({ scope: ofTeam, note: "x", expected: 2 }))).toBe("not_found");
  expect(await ann.api.metadataSchemas.history({ scope: ofTeam })).toMatchObject([
    { version: 2, schema: null, note: "No calls", by: { name: "Max" } },
    { version: 1, schema: needs("owner"), note: "Calls at night" },
  ]);
  expect((await ann.api.metadataSchemas.effective({ model })).schemas.map(({ scope }) => scope.kind)).toEqual(["site", "model"]);
  expect((await root.api.audit.entries({ action: "metadata_schema.saved" })).items[0]).toMatchObject({ target: "risk", details: { version: 2, note: "No calls", schema: null } });
  const two = await Promise.all(["a", "b"].map((note) => reasonOf(max.api.metadataSchemas.save({ scope: ofTeam, schema: {}, note, expected: 2 }))));
  expect(two.toSorted()).toEqual(["schema_changed", "was not refused"]);
});
