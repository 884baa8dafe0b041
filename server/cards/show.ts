import { createHash } from "node:crypto";
import type { VersionDetail } from "../versions/schema.ts";
import { referenceNames } from "./answers.ts";
import { factsOfFront, readFrontMatter } from "./front-matter.ts";
import { fillIn, referenceFaults } from "./references.ts";
import { longestCard, type CardBeginnings, type CardFault, type ShownCard, type SiteTemplate } from "./schema.ts";

/** A card of a version as it is read: without front matter, its references filled in. */
export function showCard(body: string, version: VersionDetail): ShownCard {
  const { front, text, linesBefore, faults: frontFaults } = readFrontMatter(body);
  const facts = factsOfFront(front);
  const { markdown, faults } = fillIn(text, { version, front: facts }, linesBefore);
  return { markdown, facts, faults: [...frontFaults, ...faults] };
}

/** SHA-256 of a card's text, in hex: for one that is a version's README.md, that of the file. */
export function cardDigest(body: string): string {
  return createHash("sha256").update(body, "utf8").digest("hex");
}

/** The bytes of a README.md as the text of a card; null when they are none, or more than a card can have. */
export function readable(bytes: Uint8Array): string | null {
  if (bytes.length > longestCard || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const meanings: Record<string, string> = {
  model: "The model",
  version: "The version",
  reference: "The exact reference",
  digest: "The version’s digest",
  description: "What was declared of it",
  framework: "The framework",
  task: "The task",
  author: "Who made the version",
  registered: "When it was registered",
  stages: "The stages that name it now",
  aliases: "The aliases that name it now",
  tags: "The version’s tags",
  license: "The licence in the front matter",
  languages: "The languages in the front matter",
  metrics: "All metrics; a table on a line of its own",
  parameters: "All parameters; a table on a line of its own",
  datasets: "All data; a table on a line of its own",
  code: "Repository and commit",
  run: "The run that it came out of",
  command: "What made it",
  parents: "What it was made from",
  lineage: "Data, code, run and parents; a list on a line of its own",
};

/** References that hold for a version, each with what it stands for there: what an editor offers. At most 200 of each kind. */
export function offeredReferences(version: VersionDetail): CardBeginnings["references"] {
  const { metadata } = version;
  const quoted = (name: string) => (/^[^\s"{}=]+$/.test(name) ? name : `"${name}"`);
  const of = (name: string, keys: readonly string[], meaning: string) =>
    [...new Set(keys)].filter((key) => !/["{}\n]/.test(key)).slice(0, 200).map((key) => ({ write: `{{${name} ${quoted(key)}}}`, meaning: `${meaning} ${key}` }));
  const offered = [
    ...of("metric", Object.keys(metadata.metrics), "The metric"),
    ...(metadata.evaluations ?? []).slice(0, 200).flatMap(({ metric, dataset, slice }) => {
      const where = [["dataset", dataset], ["slice", slice]].flatMap(([key, value]) => (value === undefined ? [] : [` ${key}=${quoted(value)}`]));
      return where.length > 0 && !/["{}\n]/.test(`${metric}${dataset}${slice}`) ? [{ write: `{{metric ${quoted(metric)}${where.join("")}}}`, meaning: `The metric ${metric} of a part of the data` }] : [];
    }),
    ...of("param", Object.keys(metadata.parameters), "The parameter"),
    ...of("dataset", metadata.datasets.map(({ role }) => role), "The data for"),
    ...of("attr", Object.keys(metadata.attributes), "The attribute"),
    ...of("env", Object.keys(metadata.environment), "Of the environment:"),
    ...referenceNames.flatMap((name) => (Object.hasOwn(meanings, name) ? [{ write: `{{${name}}}`, meaning: meanings[name]! }] : [])),
  ];
  const subject = { version, front: factsOfFront({}) };
  // In a sentence, where none becomes a table.
  return offered.map((each) => ({ ...each, value: bare(fillIn(`: ${each.write}`, subject).markdown.slice(2)) }));
}

/** What an editor offers where the version is not known yet: references that hold for every one, and kinds of them for some. */
export const templateReferences: SiteTemplate["references"] = [
  ...Object.entries(meanings).map(([name, meaning]) => ({ write: `{{${name}}}`, meaning })),
  { write: "{{metric auc}}", meaning: "A metric, where the version has it" },
  { write: "{{param depth}}", meaning: "A parameter, where the version has it" },
  { write: "{{dataset training}}", meaning: "The data of that use or name, where there is some" },
  { write: "{{attr region}}", meaning: "An attribute, where the version has it" },
  { write: "{{env python}}", meaning: "A part of the environment, where the version has it" },
];

/** What is wrong with a text that new cards are to begin with, of whatever version. */
export function templateFaults(body: string): CardFault[] {
  const { text, linesBefore, faults } = readFrontMatter(body);
  return [...faults, ...referenceFaults(text, linesBefore)];
}

const bare = (markdown: string) => markdown.replaceAll("<!-- -->", "").replaceAll(/\\(\W)|^[*`](.*)[*`]$/g, "$1$2");
