/**
 * Lineage events as pipelines send them: OpenLineage (https://openlineage.io/spec/2-0-2/OpenLineage.json, and 1.x before it). What is not
 * understood here, facets above all, is let be. docs/lineage-events.md says what is.
 */
import { z } from "zod";
import { digestSchema } from "../blobs/schema.ts";
import { parseReference } from "../pointers/reference.ts";
import { relations, type Parent } from "./schema.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const mostNamed = 1000;

const part = z.string({ error: "must be a text" }).min(1, { error: "must not be empty" }).max(500, { error: "must have at most 500 characters" });

/** A facet that is understood, or nothing: null stands for one that is left out. */
const facet = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish();

const named = { namespace: part, name: part };
const shortEnough = ({ namespace, name }: { namespace: string; name: string }) => bytesOf(`${namespace}/${name}`) <= 1500;
const tooLong = { error: "has a namespace and a name that are too long together: at most 1,500 bytes" };

const datasetFacets = z
  .object({
    version: facet({ datasetVersion: z.union([z.string().max(100, { error: "must have at most 100 characters" }), z.number().transform(String)], { error: "must be a text of at most 100 characters" }).nullish() }),
    dataSource: z.object({ uri: z.string().max(2000).nullish().catch(null) }).nullish().catch(null),
    countersign_digest: facet({ digest: digestSchema }),
    countersign_parent: facet({ relation: z.enum(relations, { error: `must be one of ${relations.join(", ")}` }) }),
  })
  .nullish();

const datasetSchema = z.object({ ...named, facets: datasetFacets }).refine(shortEnough, tooLong);
const datasets = z.array(datasetSchema).max(mostNamed, { error: `must name at most ${mostNamed.toLocaleString("en")} datasets` }).nullish();

const runFacets = z
  .object({
    countersign_version: facet({ reference: z.string().min(3).max(300) }),
    countersign_run: facet({ tracker: z.string().trim().min(1).max(100), id: z.string().trim().min(1).max(200), url: z.url({ protocol: /^https?$/, error: "must be an http address" }).max(2000).nullish() }),
  })
  .nullish();

const jobFacets = z
  .object({
    sourceCodeLocation: z
      .object({ url: z.string().max(2000).nullish(), repoUrl: z.string().max(2000).nullish(), version: z.string().max(100).nullish() })
      .nullish()
      .catch(null),
  })
  .nullish();

/** With and without a zone, as clients write it; without one it is UTC. */
const instant = z
  .string({ error: "must be an instant such as 2026-05-03T10:00:00Z" })
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i, { error: "must be an instant such as 2026-05-03T10:00:00Z" })
  .transform((text) => new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text.replace(" ", "T") : `${text.replace(" ", "T")}Z`))
  .refine((at) => !Number.isNaN(at.getTime()), { error: "must be an instant such as 2026-05-03T10:00:00Z" });

const eventTypes = ["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"] as const;

/** An event, with as much of it as is understood here. */
export const eventSchema = z
  .object({
    eventType: z.preprocess((given) => (typeof given === "string" ? given.toUpperCase() : (given ?? "OTHER")), z.enum(eventTypes, { error: `must be one of ${eventTypes.join(", ")}` })),
    eventTime: instant,
    run: z.object({ runId: z.string({ error: "must be a text" }).min(1, { error: "must not be empty" }).max(200, { error: "must have at most 200 characters" }), facets: runFacets }).nullish(),
    job: z.object({ ...named, facets: jobFacets }).refine(shortEnough, tooLong).nullish(),
    dataset: z.object(named).nullish(),
    inputs: datasets,
    outputs: datasets,
  })
  .superRefine(({ run, job, dataset }, context) => {
    if (run && !job) context.addIssue({ code: "custom", path: ["job"], message: "is missing: it says which job the run is of" });
    if (!run && !job && !dataset) context.addIssue({ code: "custom", path: ["run"], message: "is missing. An event is about a run (run and job), a job (job) or a dataset (dataset)" });
  });
export type LineageEvent = z.infer<typeof eventSchema>;
export type RunEvent = LineageEvent & { run: NonNullable<LineageEvent["run"]>; job: NonNullable<LineageEvent["job"]> };

export function isOfRun(event: LineageEvent): event is RunEvent {
  return Boolean(event.run && event.job);
}

/** What is said of the versions that a run has made. */
export interface Telling {
  /** References to exact versions, each with where in the event it stands. */
  versions: { reference: string; path: string }[];
  data: { name: string; version: string; digest: string | null; uri: string | null }[];
  code: { repository: string; commit: string }[];
  runs: { tracker: string; id: string; url: string | null }[];
  parents: (Parent & { path: string })[];
  /** What was let be, in sentences. */
  notes: string[];
}

/**
 * What the events of one run say together, in whatever order they came.
 * @param isHere whether a namespace is this registry's
 */
export function tellingOf(events: readonly RunEvent[], isHere: (namespace: string) => boolean): Telling {
  const telling: Telling = { versions: [], data: [], code: [], runs: [], parents: [], notes: [] };
  for (const event of events) addTo(telling, event, isHere);
  return {
    versions: distinct(telling.versions, ({ reference }) => reference),
    data: distinct(telling.data, (each) => JSON.stringify([each.name, each.version, each.digest])).filter((each, _, all) => each.digest !== null || !all.some((other) => other.digest !== null && other.name === each.name && other.version === each.version)),
    code: distinct(telling.code, ({ repository, commit }) => `${commit} ${repository}`),
    runs: distinct(telling.runs, ({ tracker, id }) => `${tracker}\n${id}`),
    parents: distinct(telling.parents, ({ relation, reference }) => `${relation} ${reference}`),
    notes: distinct(telling.notes, (note) => note),
  };
}

function addTo(telling: Telling, { run, job, inputs, outputs }: RunEvent, isHere: (namespace: string) => boolean): void {
  telling.runs.push({ tracker: "OpenLineage", id: run.runId, url: null });
  const { countersign_run: tracked, countersign_version: linked } = run.facets ?? {};
  if (tracked) telling.runs.push({ tracker: tracked.tracker, id: tracked.id, url: tracked.url ?? null });
  if (linked) take(telling, linked.reference, "run.facets.countersign_version.reference");
  const { repoUrl, url, version } = job.facets?.sourceCodeLocation ?? {};
  const repository = (repoUrl ?? url)?.trim();
  if (repository && version?.trim()) telling.code.push({ repository, commit: version.trim() });
  for (const [at, output] of (outputs ?? []).entries()) if (isHere(output.namespace)) take(telling, output.name, `outputs.${at}.name`);
  for (const [at, { namespace, name, facets }] of (inputs ?? []).entries()) {
    const path = `inputs.${at}.name`;
    if (isHere(namespace)) {
      if (isExact(name)) telling.parents.push({ relation: facets?.countersign_parent?.relation ?? "fine-tuned-from", reference: name, path });
      else telling.notes.push(unclear(path, name));
      continue;
    }
    const uri = facets?.dataSource?.uri ?? (namespace.includes("://") ? `${namespace.replace(/\/$/, "")}/${name.replace(/^\//, "")}` : null);
    telling.data.push({ name: `${namespace.replace(/\/$/, "")}/${name.replace(/^\//, "")}`, version: facets?.version?.datasetVersion?.trim() ?? "", digest: facets?.countersign_digest?.digest ?? null, uri });
  }
}

function take(telling: Telling, reference: string, path: string): void {
  if (isExact(reference)) telling.versions.push({ reference, path });
  else telling.notes.push(unclear(path, reference));
}

/** Before a version is registered nobody knows its number: what names a model alone is no mistake. */
function isExact(reference: string): boolean {
  const parsed = parseReference(reference);
  return !("fault" in parsed) && (parsed.selector.kind === "number" || parsed.selector.kind === "digest");
}

function unclear(path: string, reference: string): string {
  return `${path} (${JSON.stringify(reference.slice(0, 100))}) names no exact version, and is let be. Write it as team/model@7 or team/model@sha256:….`;
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
