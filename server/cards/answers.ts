import type { VersionDetail } from "../versions/schema.ts";
import { escapeMarkdown } from "./escape.ts";
import type { FrontFacts } from "./schema.ts";

/** What references can be about: the version, and the front matter of the card that they stand in. */
export interface CardSubject {
  version: VersionDetail;
  front: FrontFacts;
}

/** The parts of a reference. */
export interface CardReference {
  name: string;
  /** Words after the name, such as a metric's name; empty where there are none. */
  what: string;
  options: Record<string, string>;
}

/** Markdown that takes the place of a reference, or why there is none: a sentence without its end. */
export type Answer = { value: string } | { fault: string };

type Metadata = VersionDetail["metadata"];
type Dataset = Metadata["datasets"][number];

/** The database keeps no order of keys. */
function byName<Value>(values: Record<string, Value>): [name: string, value: Value][] {
  return Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Rows of a table, and things that are listed in a sentence. */
const mostRows = 200;
const mostListed = 30;

const text = (value: string): Answer => ({ value: escapeMarkdown(value) });
const list = (values: readonly string[], none = "none"): Answer => {
  const shown = values.slice(0, mostListed).map(escapeMarkdown);
  if (values.length > mostListed) shown.push(`${values.length - mostListed} more`);
  return { value: shown.length > 0 ? shown.join(", ") : `*${none}*` };
};
const optional = (value: string | undefined | null): Answer => (value === undefined || value === null || value === "" ? { value: "*not declared*" } : text(value));

/** What each name stands for, where it stands in a sentence. */
const answers: Record<string, (subject: CardSubject, reference: CardReference) => Answer> = {
  model: ({ version }) => text(version.model),
  version: ({ version }) => text(`v${version.number}`),
  reference: ({ version }) => text(version.reference),
  digest: ({ version }) => ({ value: `\`${version.digest}\`` }),
  description: ({ version }) => optional(version.description),
  framework: ({ version }) => optional(version.framework),
  task: ({ version, front }) => optional(version.task || front.task),
  author: ({ version }) => text(version.author.name),
  registered: ({ version }) => text(version.createdAt.slice(0, 10)),
  stages: ({ version }) => list(version.stages, "no stage"),
  aliases: ({ version }) => list(version.aliases),
  tags: ({ version }) => list(version.tags),
  license: ({ front }) => optional(front.license),
  languages: ({ front }) => list(front.languages, "not declared"),
  metric: ({ version: { metadata } }, reference) => metric(metadata, reference),
  metrics: ({ version }) => list(byName(version.metrics).map(([name, value]) => `${name} ${number(value)}`)),
  param: ({ version: { metadata } }, { what }) => valueUnder("parameter", metadata.parameters, what),
  parameters: ({ version: { metadata } }) => list(byName(metadata.parameters).map(([name, value]) => `${name} ${plain(value)}`)),
  attr: ({ version: { metadata } }, { what }) => valueUnder("attribute", metadata.attributes, what),
  env: ({ version: { metadata } }, { what }) => valueUnder("part of the environment", metadata.environment, what),
  dataset: ({ version: { metadata } }, { what }) => dataset(metadata.datasets, what),
  datasets: ({ version: { metadata } }) => list(metadata.datasets.map((each) => `${each.role}: ${datasetWords(each)}`)),
  code: ({ version: { metadata } }) => optional(codeWords(metadata)),
  run: ({ version: { metadata: { run } } }) => optional(run && `${run.id} in ${run.tracker}`),
  command: ({ version: { metadata } }) => optional(metadata.command),
  parents: ({ version: { metadata } }) => list(parentWords(metadata)),
  lineage: ({ version: { metadata } }) => ({ value: lineageOf(metadata).map(([label, value]) => `${label}: ${escapeMarkdown(value)}`).join("; ") }),
};

/** What those that stand for several things become on a line of their own. */
const blocks: Record<string, (subject: CardSubject) => string> = {
  metrics: ({ version: { metadata } }) => table(["Metric", "Value"], [
    ...byName(metadata.metrics).map(([name, value]) => [name, number(value)]),
    ...(metadata.evaluations ?? []).flatMap(({ metric: name, value, ...where }) => (value === undefined ? [] : [[[name, ...whereWords(where)].join(" "), number(value)]])),
  ]),
  parameters: ({ version: { metadata } }) => table(["Parameter", "Value"], byName(metadata.parameters).map(([name, value]) => [name, plain(value)])),
  datasets: ({ version: { metadata } }) => table(["Dataset", "Used for", "Rows", "Digest"], metadata.datasets.map((each) => [
    named(each), each.role, each.rows === undefined ? "" : grouped(each.rows), each.digest?.slice(0, "sha256:".length + 12) ?? "",
  ])),
  lineage: ({ version: { metadata } }) => lineageOf(metadata).map(([label, value]) => `- **${label}**: ${escapeMarkdown(value)}`).join("\n"),
};

/** The names that a reference can begin with. */
export const referenceNames: readonly string[] = Object.keys(answers);

/** @returns null where a name stands for one thing alone, on a line of its own too */
export function blockOf({ name, what, options }: CardReference, subject: CardSubject): string | null {
  if (what !== "" || Object.keys(options).length > 0 || !Object.hasOwn(blocks, name)) return null;
  return blocks[name]!(subject) || null;
}

export function noSuchName(name: string): { fault: string } {
  return { fault: `${name === "" ? "it names nothing" : `“${name}” is no reference`}; there are ${referenceNames.join(", ")}` };
}

export function inlineOf(reference: CardReference, subject: CardSubject): Answer {
  const { name, what, options } = reference;
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (!answer) return noSuchName(name);
  const takes: readonly string[] = name === "metric" ? ["dataset", "slice", "digits"] : [];
  const odd = Object.keys(options).find((key) => !takes.includes(key));
  if (odd !== undefined) return { fault: `${name} takes no ${odd}=${takes.length > 0 ? `, but ${takes.map((key) => `${key}=`).join(", ")}` : ""}` };
  if (what !== "" && answer.length < 2) return { fault: `${name} is written alone: {{${name}}}` };
  return answer(subject, reference);
}

function metric(metadata: Metadata, { what, options }: CardReference): Answer {
  const { dataset: on, slice, digits: given } = options;
  const digits = given === undefined ? 4 : Number(given);
  if (!Number.isInteger(digits) || digits < 1 || digits > 17) return { fault: "digits= must be a whole number from 1 to 17" };
  if (on === undefined && slice === undefined && Object.hasOwn(metadata.metrics, what)) return text(number(metadata.metrics[what]!, digits));
  const found = (metadata.evaluations ?? []).filter((each) => each.metric === what);
  const fitting = found.find((each) => (on === undefined || each.dataset === on) && each.slice === slice);
  const value = fitting?.value ?? fitting?.series?.at(-1)?.[1];
  if (value !== undefined) return text(number(value, digits));
  if (found.length > 0 || Object.hasOwn(metadata.metrics, what)) return { fault: `there is ${what} ${among(found.map((each) => whereWords(each).join(" ") || "alone"), "alone")}` };
  return missing("metric", what, [...Object.keys(metadata.metrics), ...(metadata.evaluations ?? []).map((each) => each.metric)]);
}

function whereWords({ dataset: on, slice }: { dataset?: string | undefined; slice?: string | undefined }): string[] {
  return [...(on === undefined ? [] : [`dataset=${quoted(on)}`]), ...(slice === undefined ? [] : [`slice=${quoted(slice)}`])];
}

const quoted = (word: string) => (/\s/.test(word) ? `"${word}"` : word);

/** What lies under a key, or under a path such as `optimizer.lr`. */
function valueUnder(what: string, from: Record<string, unknown>, key: string): Answer {
  let value: unknown = from;
  if (Object.hasOwn(from, key)) value = from[key];
  else for (const part of key.split(".")) value = typeof value === "object" && value !== null && Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined;
  return value === undefined || value === from ? missing(what, key, Object.keys(from)) : text(plain(value));
}

function dataset(datasets: readonly Dataset[], what: string): Answer {
  const found = datasets.filter((each) => each.role === what || each.name === what);
  return found.length > 0 ? list(found.map(datasetWords)) : missing("dataset", what, datasets.flatMap(({ role, name }) => [role, name]));
}

function missing(what: string, name: string, known: readonly string[]): Answer {
  return { fault: `${name === "" ? `it names no ${what}` : `there is no ${what} “${name}”`}; there ${known.length === 1 ? "is" : "are"} ${among(known, "none")}` };
}

function among(known: readonly string[], none: string): string {
  const distinct = [...new Set(known)];
  return distinct.length === 0 ? none : distinct.slice(0, 12).join(", ") + (distinct.length > 12 ? " and others" : "");
}

const named = ({ name, version }: Dataset) => (version === undefined ? name : `${name} ${version}`);
const datasetWords = (each: Dataset) => (each.rows === undefined ? named(each) : `${named(each)} (${grouped(each.rows)} rows)`);
const parentWords = (metadata: Metadata) => (metadata.parents ?? []).map(({ relation, reference }) => `${relation.replaceAll("-", " ")} ${reference}`);
const codeWords = ({ code }: Metadata) => code && `${code.repository} at ${code.commit.slice(0, 12)}${code.dirty === true ? ", with changes that no commit holds" : ""}`;

/** What a version came from, each under its label. */
function lineageOf(metadata: Metadata): [label: string, value: string][] {
  const { run } = metadata;
  const parts: [string, string | undefined][] = [
    ["Made from", parentWords(metadata).join(", ")],
    ["Data", metadata.datasets.slice(0, mostListed).map((each) => `${datasetWords(each)} for ${each.role}`).join(", ")],
    ["Code", codeWords(metadata)],
    ["Run", run && `${run.id} in ${run.tracker}`],
    ["Command", metadata.command],
  ];
  return parts.filter((part): part is [string, string] => part[1] !== undefined && part[1] !== "");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const shown = rows.slice(0, mostRows).map((cells) => line(cells.map(escapeMarkdown)));
  const more = rows.length > mostRows ? [line([`${rows.length - mostRows} more`, ...heads.slice(1).map(() => "")])] : [];
  return [line(heads), line(heads.map(() => "---")), ...shown, ...more].join("\n");
}

const grouped = (count: number) => count.toLocaleString("en-US");

/** To so many significant digits; whole numbers stay whole. */
function number(value: number, digits = 4): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? grouped(value) : String(Number(value.toPrecision(digits)));
}

function plain(value: unknown): string {
  const words = typeof value === "string" ? value : typeof value === "number" ? String(value) : JSON.stringify(value);
  return words.length > 500 ? `${words.slice(0, 500)}…` : words;
}
