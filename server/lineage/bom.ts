/**
 * A version as a bill of materials: CycloneDX 1.6 with a model card (ML-BOM), https://cyclonedx.org/docs/1.6/json/. Everything in
 * it comes from the version and what hangs beside it, so that the same version gives the same bytes.
 */
import { createHash } from "node:crypto";
import type { VersionDetail } from "../versions/schema.ts";
import { isHash } from "./completeness.ts";
import { spdxOf } from "./licenses.ts";
import { partsUnder } from "./markdown-sections.ts";
import type { Recipe } from "./schema.ts";

interface Property {
  name: string;
  value: string;
}

interface Hash {
  alg: "SHA-256";
  content: string;
}

/** As much of a component as is written here. */
export interface Component {
  type: "machine-learning-model" | "data" | "file" | "library" | "framework" | "application";
  "bom-ref"?: string;
  authors?: { name: string }[];
  group?: string;
  name: string;
  version?: string;
  description?: string;
  hashes?: Hash[];
  licenses?: unknown[];
  pedigree?: { ancestors?: Component[]; commits?: { uid: string; url?: string }[]; notes?: string };
  externalReferences?: { type: string; url: string; comment?: string }[];
  modelCard?: object;
  data?: { type: "dataset"; name: string; description: string; contents?: { url: string } }[];
  properties?: Property[];
  tags?: string[];
}

export interface Bom {
  $schema: string;
  bomFormat: "CycloneDX";
  specVersion: "1.6";
  serialNumber: string;
  version: number;
  metadata: { timestamp: string; tools: { components: Component[] }; component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

export interface BomFacts {
  recipe: Recipe;
  version: Pick<VersionDetail, "reference" | "digest" | "createdAt" | "metadata" | "model" | "number" | "author" | "tags">;
  /** The card as it is now, with its front matter read; null where there is none. */
  card: { body: string; front: Readonly<Record<string, unknown>>; revision: number } | null;
}

/** The media type that a bill of materials is sent with. */
export const bomMediaType = "application/vnd.cyclonedx+json; version=1.6";

/** Makes the bill of materials of a version. */
export function bomOf(facts: BomFacts): Bom {
  const { recipe, version, card } = facts;
  const data = recipe.data.map(toData);
  const files = recipe.files.map(({ path, sha256, size }): Component => ({
    type: "file",
    "bom-ref": `file:${path}`,
    name: path,
    hashes: [{ alg: "SHA-256", content: sha256 }],
    properties: [{ name: "countersign:size", value: String(size) }],
  }));
  const packages = toPackages(version.metadata);
  const root = modelRef(version.reference);
  const model = toModel(facts, data, root);
  const parents = model.pedigree?.ancestors ?? [];
  const needed = [...files, ...data, ...packages];
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(`${version.reference} ${version.digest}`)}`,
    // What was told later makes another document of the same version: it grows by one with each.
    version: 1 + Math.max(0, (card?.revision ?? 1) - 1) + told(recipe),
    metadata: { timestamp: version.createdAt, tools: { components: [{ type: "application", name: "countersign" }] }, component: model },
    components: needed,
    dependencies: [{ ref: root, dependsOn: [...needed, ...parents].flatMap((each) => each["bom-ref"] ?? []) }, ...needed.flatMap((each) => (each["bom-ref"] ? [{ ref: each["bom-ref"] }] : []))],
  };
}

function told({ data, runs, parents, code }: Recipe): number {
  return [...data, ...runs, ...parents, ...(code ? [code] : [])].filter(({ source }) => source === "event").length;
}

const modelRef = (reference: string) => `model:${reference}`;

function toModel({ recipe, version, card }: BomFacts, data: readonly Component[], root: string): Component {
  const [group = "", name = ""] = version.model.split("/");
  const { metadata } = version;
  const licenses = licensesOf(card?.front["license"] ?? metadata.attributes["license"], card?.front["license_name"]);
  const ancestors = recipe.parents.map(({ reference, relation }, at): Component => toParent(reference, relation, `parent:${at + 1}`));
  const commits = recipe.code && isHash(recipe.code.commit) ? [withUrl({ uid: recipe.code.commit }, recipe.code.repository)] : [];
  const references = [
    ...linked("vcs", recipe.code?.repository, recipe.code ? `the code, at ${recipe.code.commit}` : undefined),
    ...recipe.runs.flatMap(({ tracker, id, url }) => linked("build-meta", url, `the run ${id} in ${tracker}`)),
  ];
  return {
    type: "machine-learning-model",
    "bom-ref": root,
    authors: [{ name: version.author.name }],
    group,
    name,
    version: String(version.number),
    description: metadata.description,
    ...(licenses.length > 0 ? { licenses } : {}),
    ...(ancestors.length > 0 || commits.length > 0
      ? { pedigree: { ...(ancestors.length > 0 ? { ancestors } : {}), ...(commits.length > 0 ? { commits } : {}), ...(ancestors.length > 0 ? { notes: recipe.parents.map(({ relation, reference }) => `${relation} ${reference}`).join("\n") } : {}) } }
      : {}),
    ...(references.length > 0 ? { externalReferences: references } : {}),
    modelCard: toCard(recipe, metadata, data, card),
    properties: [
      { name: "countersign:reference", value: version.reference },
      { name: "countersign:digest", value: version.digest },
      { name: "countersign:framework", value: metadata.framework },
      { name: "countersign:completeness", value: String(recipe.completeness.score) },
      ...(recipe.command === null ? [] : [{ name: "countersign:command", value: recipe.command }]),
      ...(recipe.code ? [{ name: "countersign:repository", value: recipe.code.repository }, { name: "countersign:commit", value: recipe.code.commit }] : []),
    ],
    ...(version.tags.length > 0 ? { tags: version.tags } : {}),
  };
}

function toCard(recipe: Recipe, metadata: VersionDetail["metadata"], data: readonly Component[], card: BomFacts["card"]): object {
  const { signature, task, attributes } = metadata;
  const tensor = ({ name, type, shape }: { name: string; type: string; shape: number[] }) => ({ format: `${name}: ${type}[${shape.map((size) => (size === -1 ? "any" : size)).join(", ")}]` });
  const architecture = ["architecture", "model_architecture", "algorithm", "model_type"].map((key) => attributes[key]).find((value) => typeof value === "string" && value !== "");
  const family = attributes["architecture_family"] ?? attributes["model_family"];
  const considerations = card ? considerationsOf(card.body) : {};
  return {
    modelParameters: {
      task,
      ...(typeof family === "string" ? { architectureFamily: family } : {}),
      ...(architecture === undefined ? {} : { modelArchitecture: String(architecture) }),
      datasets: data.map((each) => ({ ref: each["bom-ref"] })),
      ...(signature ? { inputs: signature.inputs.map(tensor), outputs: signature.outputs.map(tensor) } : {}),
    },
    quantitativeAnalysis: {
      performanceMetrics: recipe.metrics.map(({ name, value, dataset, slice }) => {
        const measured = [dataset, slice].filter((part) => part !== null).join(": ");
        return { type: name, value: String(value), ...(measured === "" ? {} : { slice: measured }) };
      }),
    },
    ...(Object.keys(considerations).length > 0 ? { considerations } : {}),
    properties: Object.entries(recipe.parameters).map(([name, value]): Property => ({ name: `parameter:${name}`, value: typeof value === "string" ? value : JSON.stringify(value) ?? "" })),
  };
}

/** What the card says under the headings that cards usually have. */
function considerationsOf(body: string): object {
  const risks = partsUnder(body, /^(ethical considerations?|ethics|ethical risks|bias(es)?|risks?)\b/i);
  const said = {
    users: partsUnder(body, /^(intended |primary )?users$/i),
    useCases: partsUnder(body, /^(intended (uses?|purpose)|use cases?|uses|direct use|what it is for)\b/i),
    technicalLimitations: partsUnder(body, /^(known |technical )?limitations?\b|\band limitations$|^where it fails/i),
    performanceTradeoffs: partsUnder(body, /^(performance )?trade-?offs?\b/i),
    ethicalConsiderations: risks.map((name) => ({ name })),
  };
  return Object.fromEntries(Object.entries(said).filter(([, parts]) => parts.length > 0));
}

function toData({ name, version, role, rows, digest, uri }: Recipe["data"][number], at: number): Component {
  const url = uri === null ? null : iriOf(uri);
  const description = [role, rows === null ? null : `${rows} rows`].filter((part) => part !== null).join(", ");
  return {
    type: "data",
    "bom-ref": `data:${at + 1}`,
    name,
    ...(version === null ? {} : { version }),
    ...(digest === null ? {} : { hashes: [{ alg: "SHA-256", content: digest.slice("sha256:".length) }] }),
    data: [{ type: "dataset", name, description, ...(url === null ? {} : { contents: { url } }) }],
    ...(uri !== null && url === null ? { properties: [{ name: "countersign:uri", value: uri }] } : {}),
  };
}

/** The environment as it was declared, and the framework, which is one of it where it has the same name. */
function toPackages({ environment, framework }: VersionDetail["metadata"]): Component[] {
  const same = (name: string) => name.toLowerCase() === framework.toLowerCase();
  const listed = Object.entries(environment).map(([name, version], at): Component => ({ type: same(name) ? "framework" : "library", "bom-ref": `package:${at + 1}`, name, version }));
  return listed.some(({ type }) => type === "framework") ? listed : [{ type: "framework", "bom-ref": "package:0", name: framework }, ...listed];
}

function toParent(reference: string, relation: string, ref: string): Component {
  const [, group, name = "", version = ""] = /^([^/@:]+)\/([^/@]+)@(.+)$/.exec(reference) ?? [];
  const properties = [{ name: "countersign:relation", value: relation }];
  if (group !== undefined) return { type: "machine-learning-model", "bom-ref": ref, group, name, version, properties };
  const url = iriOf(reference);
  return { type: "machine-learning-model", "bom-ref": ref, name: reference, ...(url === null ? {} : { externalReferences: [{ type: "distribution", url }] }), properties };
}

function licensesOf(given: unknown, named: unknown): object[] {
  const texts = (Array.isArray(given) ? given : [given]).filter((license): license is string => typeof license === "string" && license.trim() !== "").slice(0, 20);
  return texts.map((text) => {
    const id = spdxOf(text);
    // Cards write `license: other`, and its name beside it.
    const name = text === "other" && typeof named === "string" && named !== "" ? named : text;
    return { license: id === null ? { name: name.slice(0, 500).toWellFormed() } : { id } };
  });
}

function linked(type: string, address: string | null | undefined, comment: string | undefined): { type: string; url: string; comment?: string }[] {
  const url = address ? iriOf(address) : null;
  return url === null ? [] : [{ type, url, ...(comment === undefined ? {} : { comment }) }];
}

function withUrl(commit: { uid: string }, repository: string): { uid: string; url?: string } {
  const url = iriOf(repository);
  return url === null ? commit : { ...commit, url };
}

/** An address as RFC 3986 has it; null for what is none. */
function iriOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { href, hostname } = new URL(address);
  if (/[^\w.~-]/.test(hostname)) return null;
  return href.replaceAll(/%(?![0-9A-Fa-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character)).replace(/#(.*)$/, (_, rest: string) => `#${rest.replaceAll("#", "%23")}`);
}

/** A UUID (version 8) that is always the same for the same text. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
