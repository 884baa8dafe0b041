import { expect, test } from "vitest";
import { explainInput } from "../input-errors.ts";
import { eventSchema, isOfRun, tellingOf, type RunEvent } from "./openlineage.ts";
import { airflowComplete, datasetEvent, dbtComplete, jobEvent, sparkStart } from "./sample-events.ts";

const isHere = (namespace: string) => namespace === "countersign";

function read(given: unknown): RunEvent {
  const event = eventSchema.parse(given);
  if (!isOfRun(event)) throw new Error("not of a run");
  return event;
}

function faultOf(given: unknown): string {
  const { error } = eventSchema.safeParse(given);
  return error ? explainInput(error).message : "none";
}

test("what Airflow tells of a training run: data with version and digest, code, run, version", () => {
  expect(tellingOf([read(airflowComplete)], isHere)).toEqual({
    versions: [{ reference: "risk/fraud@1", path: "outputs.0.name" }],
    data: [
      { name: "s3://lake/transactions/2026-05.parquet", version: "2026-05", digest: `sha256:${"5".repeat(64)}`, uri: "s3://lake/transactions/2026-05.parquet" },
      { name: "postgres://warehouse.example.com:5432/risk.public.labels", version: "", digest: null, uri: "postgres://warehouse.example.com:5432/risk.public.labels" },
    ],
    code: [{ repository: "https://git.example.com/risk/fraud.git", commit: "3f2c1d8e9a0b4c5d6e7f8091a2b3c4d5e6f70819" }],
    runs: [{ tracker: "OpenLineage", id: "01968f5c-7c1d-7b39-8f0e-5f1f3f0f4b11", url: null }],
    parents: [],
    notes: [],
  });
});

test("what Spark and dbt tell", () => {
  expect(tellingOf([read(sparkStart)], isHere)).toMatchObject({ versions: [{ reference: "risk/fraud@1", path: "run.facets.countersign_version.reference" }], data: [{ name: "hdfs://namenode:8020/warehouse/events", version: "8231947120034567" }] });
  expect(tellingOf([read(dbtComplete)], isHere)).toMatchObject({ versions: [], data: [{ name: "postgres://warehouse.example.com:5432/risk.raw.labels" }] });
  expect(read(dbtComplete).eventTime.toISOString()).toBe("2026-05-03T09:20:00.123Z");
  expect([jobEvent, datasetEvent].map((event) => isOfRun(eventSchema.parse(event)))).toEqual([false, false]);
});

test("events of one run say together what each says, in any order and however often", () => {
  const minimal = { eventTime: "2026-05-03T10:00:00Z", run: { runId: "1" }, job: { namespace: "a", name: "b" } };
  const start = read({ ...minimal, eventType: "START", inputs: [{ namespace: "s3://lake", name: "t" }, { namespace: "countersign", name: "risk/base@2", facets: { countersign_parent: { relation: "distilled-from" } } }] });
  const complete = read({ ...minimal, eventType: "complete", inputs: [{ namespace: "s3://lake", name: "t", facets: { countersign_digest: { digest: `sha256:${"1".repeat(64)}` } } }], outputs: [{ namespace: "countersign", name: "risk/fraud@1" }] });
  const sorted = (telling: ReturnType<typeof tellingOf>) => ({ ...telling, data: telling.data.toSorted((a, b) => a.name.localeCompare(b.name)) });
  const whole = sorted(tellingOf([start, complete], isHere));
  expect(whole).toMatchObject({ data: [{ name: "s3://lake/t", digest: `sha256:${"1".repeat(64)}` }], parents: [{ relation: "distilled-from", reference: "risk/base@2" }], versions: [{ reference: "risk/fraud@1" }] });
  expect(sorted(tellingOf([complete, start, complete, start], isHere))).toEqual(whole);
});

test("what names no exact version is let be, with a note", () => {
  const event = read({ eventTime: "2026-05-03T10:00:00Z", run: { runId: "1", facets: { countersign_version: { reference: "risk/fraud@production" } } }, job: { namespace: "a", name: "b" }, outputs: [{ namespace: "countersign", name: "risk/fraud" }], inputs: [{ namespace: "countersign", name: "nonsense" }] });
  const { versions, parents, notes } = tellingOf([event], isHere);
  expect([versions, parents]).toEqual([[], []]);
  expect(notes).toEqual(["run.facets.countersign_version.reference", "outputs.0.name", "inputs.0.name"].map((path) => expect.stringContaining(path)));
});

const fine = { eventType: "START", eventTime: "2026-05-03T10:00:00Z", run: { runId: "1" }, job: { namespace: "a", name: "b" } };
test.each([
  [{}, "eventTime must be an instant such as 2026-05-03T10:00:00Z."],
  [{ ...fine, eventTime: "yesterday" }, "eventTime must be an instant"],
  [{ ...fine, eventTime: "2026-13-41T10:00:00Z" }, "eventTime must be an instant"],
  [{ ...fine, eventType: "BEGIN" }, "eventType must be one of START"],
  [{ ...fine, run: {} }, "run.runId must be a text."],
  [{ ...fine, run: { runId: "1".repeat(201) } }, "run.runId must have at most 200 characters."],
  [{ ...fine, job: undefined }, "job is missing: it says which job the run is of."],
  [{ eventTime: fine.eventTime }, "run is missing. An event is about a run"],
  [{ ...fine, inputs: [{ namespace: "a" }] }, "inputs.0.name must be a text."],
  [{ ...fine, inputs: "all" }, "inputs must be a array"],
  [{ ...fine, inputs: Array.from({ length: 1001 }, () => ({ namespace: "a", name: "b" })) }, "inputs must name at most 1,000 datasets."],
  [{ ...fine, inputs: [{ namespace: "ü".repeat(500), name: "ü".repeat(500) }] }, "inputs.0 has a namespace and a name that are too long together"],
  [{ ...fine, inputs: [{ namespace: "a", name: "b", facets: { countersign_digest: { digest: "md5:1" } } }] }, "inputs.0.facets.countersign_digest.digest must be sha256: and 64 lower-case hex digits."],
  [{ ...fine, inputs: [{ namespace: "a", name: "b", facets: { countersign_parent: { relation: "like" } } }] }, "inputs.0.facets.countersign_parent.relation must be one of"],
  [{ ...fine, run: { runId: "1", facets: { countersign_run: { tracker: "MLflow", id: "1", url: "javascript:alert(1)" } } } }, "run.facets.countersign_run.url must be an http address."],
  ["text", "must be a object"],
])("a fault is told by its path: %#", (given, message) => expect(faultOf(given)).toContain(message));

test.each([
  [{ ...fine, eventType: undefined }],
  [{ ...fine, inputs: null, outputs: null }],
  [{ ...fine, run: { runId: "1", facets: null }, job: { ...fine.job, facets: { sourceCodeLocation: "somewhere" } } }],
  [{ ...fine, inputs: [{ namespace: "a", name: "b", facets: { version: {}, dataSource: 7, schema: [[[]]] } }] }],
  [{ ...fine, more: { deep: [1, { than: "known" }] } }],
])("what is not known is let be: %#", (given) => expect(faultOf(given)).toBe("none"));
