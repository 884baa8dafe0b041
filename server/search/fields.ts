/** The fields of the search's language: what each is called, what it holds, and where it can be asked. docs/search.md tells people. */

export type FieldKind = "term" | "number" | "date" | "choice";

export interface Field {
  name: string;
  kind: FieldKind;
  /** In a sentence: what it finds. */
  detail: string;
  /** Of a choice: what there is to choose from. */
  choices?: Readonly<Record<string, string>>;
  /** Only of models: a version has none. */
  modelsOnly?: true;
}

const has = {
  card: "has a card",
  license: "names its license",
  lineage: "names what it was made from",
  signature: "has a signature",
  run: "names the run that made it",
  code: "names its code",
  evaluations: "has metrics of parts of the data",
};

const is = {
  unsafe: "holds a file that may run code when it is loaded",
  archived: "is archived",
  recalled: "is recalled, or was made from what is",
  live: "is live in a stage",
  internal: "everybody sees it",
  private: "its team sees it, and who was given a role",
};

const term = (name: string, detail: string): Field => ({ name, kind: "term", detail });

export const fields: readonly Field[] = [
  term("team", "the team that owns it"),
  term("model", "its name: fraud-detector, or risk/fraud-detector"),
  term("stage", "the stage that it is live in"),
  term("alias", "an alias that points to it"),
  term("tag", "a tag"),
  term("framework", "the framework that it was made with"),
  term("task", "what it is for"),
  term("license", "the license that its card names"),
  term("language", "a language that its card names"),
  term("dataset", "a dataset that it was made from, also with its version: transactions@2026-05"),
  term("author", "who registered it, by name; me for yourself"),
  term("parent", "a version or model that it was made from"),
  term("run", "the run that made it"),
  term("commit", "the commit of its code, at least 7 characters"),
  term("format", "the format of one of its files"),
  { name: "has", kind: "choice", detail: "what it has", choices: has },
  { name: "is", kind: "choice", detail: "what it is", choices: is },
  { name: "created", kind: "date", detail: "when it was created" },
  { name: "updated", kind: "date", detail: "when it was last changed", modelsOnly: true },
  { name: "size", kind: "number", detail: "bytes of all its files: 100MB" },
  { name: "versions", kind: "number", detail: "how many versions it has", modelsOnly: true },
];

/** Fields with a name of their own after the point: metric.auc, param.depth, attr.region. */
export const openFields: Readonly<Record<string, { kind: "number" | "either"; detail: string }>> = {
  metric: { kind: "number", detail: "a metric: metric.auc>=0.9" },
  param: { kind: "either", detail: "a parameter: param.depth:6" },
  attr: { kind: "either", detail: "an attribute: attr.region:eu" },
};

/** What says how to list, and nothing of what is found. */
export const directives: Readonly<Record<string, string>> = {
  sort: "the order: sort:updated, sort:metric.auc-desc",
  in: "what is listed: in:versions",
};

/** What can be sorted by, besides numbers: the direction that it has when none is said. */
export const sorts: Readonly<Record<string, { descends: boolean; modelsOnly?: true }>> = {
  relevance: { descends: true },
  updated: { descends: true, modelsOnly: true },
  created: { descends: true },
  name: { descends: false, modelsOnly: true },
  size: { descends: true },
  versions: { descends: true, modelsOnly: true },
};

export function findField(name: string): Field | undefined {
  return fields.find((field) => field.name === name);
}

/** The first part of `metric.auc` and the rest; null unless the first part is one of the open fields. */
export function splitOpen(name: string): { open: string; key: string } | null {
  const dot = name.indexOf(".");
  const open = name.slice(0, dot);
  return dot > 0 && Object.hasOwn(openFields, open) ? { open, key: name.slice(dot + 1) } : null;
}

/** Every name that can stand before a colon. */
export const fieldNames: readonly string[] = [...fields.map(({ name }) => name), ...Object.keys(directives), ...Object.keys(openFields).map((name) => `${name}.`)];
