import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { bomOf, type BomFacts } from "./bom.ts";
import { spdxIds, spdxOf } from "./licenses.ts";
import { partsUnder } from "./markdown-sections.ts";
import { recipeOf, type Dossier } from "./recipe.ts";
import { dossierWith, hostileTexts, sampleDossiers, type SampleDossier } from "./sample-dossiers.ts";

const schemas = join(dirname(createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json")), "res/schema");
const read = (name: string) => JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), "utf8")) as { $id: string; enum?: string[] };

// Without the formats of international addresses: ajv-formats has the stricter ones of RFC 3986.
const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv) => void)(ajv);
const plain = ajv.formats["uri-reference"]!;
ajv.addFormat("iri-reference", plain);
ajv.addFormat("idn-email", ajv.formats["email"] as never);
for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
const validate = ajv.compile(read("bom-1.6"));

function made(dossier: SampleDossier, card: BomFacts["card"] = null) {
  return bomOf({ recipe: recipeOf(dossier), version: dossier.version, card });
}

function faults(bom: object): unknown {
  return validate(JSON.parse(JSON.stringify(bom))) ? [] : validate.errors;
}

test("of every sample it is valid CycloneDX 1.6, and the same twice", () => {
  const dossiers = sampleDossiers();
  expect(dossiers).toHaveLength(11);
  for (const { card, ...dossier } of dossiers) {
    const bom = made(dossier, { body: card, front: {}, revision: 1 });
    expect(faults(bom)).toEqual([]);
    expect(JSON.stringify(made(dossier, { body: card, front: {}, revision: 1 }))).toBe(JSON.stringify(bom));
    expect(bom.components.filter(({ type }) => type === "file")).toHaveLength(dossier.files.length);
    expect(bom.components.filter(({ type }) => type === "data")).toHaveLength(dossier.version.metadata.datasets.length);
  }
});

test("says what the version is, what it is made of and how well it does", () => {
  const dossier = dossierWith(
    {
      algorithm: "gradient boosted trees",
      code: { repository: "https://git.example.com/risk/fraud", commit: "c".repeat(40) },
      environment: { python: "3.12.3", "scikit-learn": "1.9.1" },
      datasets: [{ name: "transactions", version: "2026-01", role: "training", rows: 12, digest: `sha256:${"1".repeat(64)}`, uri: "s3://lake/transactions" }],
      evaluations: [{ metric: "auc", value: 0.9, dataset: "transactions", slice: "age>65" }, { metric: "loss", series: [[1, 0.5], [2, 0.25]] }],
      signature: { inputs: [{ name: "x", type: "float32", shape: [-1, 64] }], outputs: [{ name: "y", type: "float32", shape: [-1] }] },
      run: { tracker: "MLflow", id: "4711", url: "https://mlflow.example.com/4711" },
      parents: [{ relation: "fine-tuned-from", reference: "risk/base@2" }, { relation: "distilled-from", reference: "https://example.com/big" }],
    },
  );
  const card = { body: "---\nlicense: apache-2.0\n---\n# Fraud\n## Intended use\nFlags payments.\n\n- before they are booked\n## Limitations\nNot for [cheques](https://example.com).\n", front: { license: "apache-2.0" }, revision: 3 };
  const bom = made(dossier, card);
  expect(faults(bom)).toEqual([]);
  expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 3, metadata: { timestamp: "2026-05-03T10:00:00.000Z", tools: { components: [{ name: "countersign" }] } } });
  expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const { component } = bom.metadata;
  expect(component).toMatchObject({
    type: "machine-learning-model", group: "risk", name: "fraud-detector", version: "7", licenses: [{ license: { id: "Apache-2.0" } }],
    pedigree: { ancestors: [{ group: "risk", name: "base", version: "2" }, { name: "https://example.com/big" }], commits: [{ uid: "c".repeat(40) }] },
    externalReferences: [{ type: "vcs" }, { type: "build-meta", url: "https://mlflow.example.com/4711" }],
    modelCard: {
      modelParameters: { task: "classification", modelArchitecture: "gradient boosted trees", datasets: [{ ref: "data:1" }], inputs: [{ format: "x: float32[any, 64]" }], outputs: [{ format: "y: float32[any]" }] },
      quantitativeAnalysis: { performanceMetrics: [{ type: "auc", value: "0.93" }, { type: "auc", value: "0.9", slice: "transactions: age>65" }, { type: "loss", value: "0.25" }] },
      considerations: { useCases: ["Flags payments.", "before they are booked"], technicalLimitations: ["Not for cheques."] },
    },
  });
  expect(bom.components).toMatchObject([
    { type: "file", name: "model.bin", hashes: [{ alg: "SHA-256", content: "a".repeat(64) }] },
    { type: "data", name: "transactions", version: "2026-01", hashes: [{ content: "1".repeat(64) }], data: [{ contents: { url: "s3://lake/transactions" }, description: "training, 12 rows" }] },
    { type: "library", name: "python" },
    { type: "framework", name: "scikit-learn", version: "1.9.1" },
  ]);
  expect(bom.dependencies[0]).toEqual({ ref: "model:risk/fraud-detector@7", dependsOn: ["file:model.bin", "data:1", "package:1", "package:2", "parent:1", "parent:2"] });
});

test("what is no bill of materials is found out, so that the schema is really asked", () => {
  const bom = made(dossierWith({}));
  for (const wrong of [{ ...bom, bomFormat: "SPDX" }, { ...bom, serialNumber: "1" }, { ...bom, components: [{ type: "file" }] }, { ...bom, metadata: { ...bom.metadata, component: { ...bom.metadata.component, licenses: [{ license: { id: "nonsense" } }] } } }]) expect(faults(wrong)).not.toEqual([]);
});

test("what anybody writes stays valid, and every reference in it is one of a kind", () => {
  for (const text of hostileTexts) {
    const given = text.trim() === "" ? "x" : text.trim().slice(0, 100);
    const told: Dossier["told"] = { data: [{ name: given, version: given, digest: null, uri: given, role: "input" }], code: [{ repository: given, commit: given, dirty: false }], runs: [{ tracker: given, id: given, url: given }], parents: [{ relation: "ensemble-of", reference: "a/b@1" }] };
    const dossier = dossierWith({ code: { repository: `https://example.com/${given}?${given}#${given}#[%zz]`, commit: "c".repeat(40) }, task: given, framework: given, environment: { [given]: given, python: "" }, datasets: [{ name: given, role: given.slice(0, 50), uri: `https://[::1]/${given}` }, { name: given, role: "x", uri: given }], parameters: { [given]: { [given]: null }, none: null }, metrics: { [given]: 1e300 }, tags: [], command: given, parents: [{ relation: "distilled-from", reference: given }, { relation: "distilled-from", reference: `https://example.com/${given}` }] }, { told, files: [{ path: `a/${given.replaceAll(/[\p{Cc}\\]/gu, "_")}`, size: 0, sha256: "0".repeat(64) }] });
    const bom = made(dossier, { body: `# Limitations\n${given}\n# Risks\n* ${given}\n`, front: { license: [given, "MIT", 7, null] }, revision: 1 });
    expect(faults(bom)).toEqual([]);
    const refs = [bom.metadata.component, ...(bom.metadata.component.pedigree?.ancestors ?? []), ...bom.components].map((each) => each["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
  }
});

test("the smallest and the largest are valid", () => {
  const files = Array.from({ length: 2000 }, (_, at) => ({ path: `f/${at}`, size: at, sha256: at.toString(16).padStart(64, "0") }));
  for (const dossier of [dossierWith({}), dossierWith({ environment: {}, datasets: Array.from({ length: 100 }, () => ({ name: "same", role: "training" })) }, { files })]) expect(faults(made(dossier))).toEqual([]);
});

test("another version is another document, and so is the same one when more is known", () => {
  const first = made(dossierWith({}));
  expect(made(dossierWith({}, { reference: "risk/fraud-detector@8" })).serialNumber).not.toBe(first.serialNumber);
  const later = made(dossierWith({}, { told: { data: [], code: [], runs: [{ tracker: "OpenLineage", id: "1", url: null }], parents: [] } }));
  expect([later.serialNumber, later.version]).toEqual([first.serialNumber, 2]);
});

test("licenses are named as SPDX has them, or as they are", () => {
  const known = new Set(read("spdx").enum);
  expect(spdxIds.filter((id) => !known.has(id))).toEqual([]);
  expect([spdxOf("apache-2.0"), spdxOf("MIT "), spdxOf("gpl-3.0"), spdxOf("openrail")]).toEqual(["Apache-2.0", "MIT", "GPL-3.0-only", null]);
  const licensed = (front: Record<string, unknown>) => made(dossierWith({}), { body: "", front, revision: 1 }).metadata.component.licenses;
  expect(licensed({ license: "other", license_name: "House license" })).toEqual([{ license: { name: "House license" } }]);
  expect(licensed({})).toBeUndefined();
});

test("parts of a card are found under their heading, whatever stands in code", () => {
  const card = "# A\n```\n# Limitations\nno\n```\n## Known limitations ##\nOne\nparagraph.\n\n1. first\n2. **second**\n### Deeper\n- third\n## Next\nno\n";
  expect(partsUnder(card, /^known limitations$/i)).toEqual(["One paragraph.", "first", "second", "third"]);
  expect(partsUnder("", /x/)).toEqual([]);
});
