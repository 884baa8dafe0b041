/** The commands and the code that people copy from the pages: the only place where they are written. */
import type { Alternative } from "#app/_ui/code-block.tsx";

const nameOf = (model: string) => model.slice(model.indexOf("/") + 1);

/** How a machine is told of this registry, once. */
export function loginUsage(origin: string): string {
  return `countersign login --url ${origin}`;
}

/** How the next version of a model is registered. */
export function pushUsage(origin: string, model: string): Alternative[] {
  const folder = `./${nameOf(model)}`;
  return [
    { label: "CLI", code: `countersign push ${folder} --model ${model}` },
    {
      label: "SDK (TypeScript)",
      code: `import { readFile } from "node:fs/promises";
import { createRegistry } from "@countersign/sdk";

const registry = createRegistry({ url: "${origin}", token: process.env.COUNTERSIGN_TOKEN });
const { reference, digest } = await registry.saveModel({
  model: "${model}",
  files: "${folder}",
  metadata: JSON.parse(await readFile("${folder}/metadata.json", "utf8")),
});`,
    },
    {
      label: "metadata.json",
      code: `{
  "description": "Flags card payments that are likely to be fraud.",
  "framework": "scikit-learn",
  "task": "classification",
  "metrics": { "auc": 0.93 },
  "parameters": { "max_depth": 6 },
  "datasets": [{ "name": "transactions-2026", "role": "training", "rows": 120000 }]
}`,
    },
  ];
}

/**
 * How the files of a version are fetched.
 * @param reference `team/model@7` or `team/model@production`
 * @param file the path of one of its files, for where there is no client
 */
export function pullUsage(origin: string, reference: string, file: string): Alternative[] {
  const [model = "", selector = ""] = reference.split("@");
  const folder = `./${nameOf(model)}`;
  return [
    { label: "CLI", code: `countersign pull ${reference} --to ${folder}` },
    {
      label: "SDK (TypeScript)",
      code: `import { createRegistry } from "@countersign/sdk";

const registry = createRegistry({ url: "${origin}", token: process.env.COUNTERSIGN_TOKEN });
const { version, digest } = await registry.pull("${reference}", { to: "${folder}" });`,
    },
    {
      label: "curl",
      code: `curl --fail --remote-name \\
  --header "Authorization: Bearer $COUNTERSIGN_TOKEN" \\
  ${quoted(`${origin}${fileHref(model, selector, file)}`)}`,
    },
  ];
}

/** Where the bytes of a file are. */
export function fileHref(model: string, selector: number | string, path: string): string {
  return `/files/${model}/${selector}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** A word of a shell, in quotes where it needs them. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * How a role on one model is given.
 * @param until the day when it ends, `2027-01-31`
 */
export function grantUsage(model: string, until: string): string {
  return `countersign access grant ${model} reviewer --to somebody@example.com --until ${until}T18:00:00Z`;
}

/**
 * How a pipeline reports a check on a version.
 * @param reference `team/model@7`
 */
export function reportUsage(origin: string, reference: string, check: string): Alternative[] {
  return [
    {
      label: "CLI",
      code: `countersign checks report ${reference} ${check} \\
  --status passed --summary "No group is worse off by more than 2 points" \\
  --url https://ci.example.com/runs/4711`,
    },
    {
      label: "curl",
      code: `curl --fail --header "Authorization: Bearer $COUNTERSIGN_TOKEN" \\
  --json '{
    "reference": "${reference}",
    "check": "${check}",
    "status": "passed",
    "summary": "No group is worse off by more than 2 points",
    "url": "https://ci.example.com/runs/4711",
    "numbers": { "worst_gap": 0.014 },
    "run": "4711"
  }' \\
  ${origin}/api/checks`,
    },
  ];
}

/**
 * How the recipe of a version is written out.
 * @param reference `team/model@7`
 */
export function reproduceUsage(origin: string, reference: string): Alternative[] {
  return [
    { label: "CLI", code: `countersign reproduce ${reference} --out ./again\nless ./again/reproduce.sh\nsh ./again/reproduce.sh ./work` },
    {
      label: "SDK (TypeScript)",
      code: `import { createRegistry } from "@countersign/sdk";

const registry = createRegistry({ url: "${origin}", token: process.env.COUNTERSIGN_TOKEN });
const { recipe, script } = await registry.reproduce("${reference}", { to: "./again" });`,
    },
    { label: "curl", code: `curl --fail --header "Authorization: Bearer $COUNTERSIGN_TOKEN" \\\n  ${origin}/api/versions/${reference}/recipe.sh` },
  ];
}

/**
 * How the bill of materials of a version is had.
 * @param reference `team/model@7`
 */
export function bomUsage(origin: string, reference: string): Alternative[] {
  const file = `${reference.replaceAll(/[/@]/g, "-")}.cdx.json`;
  return [
    { label: "CLI", code: `countersign bom ${reference} --output ${file}` },
    {
      label: "SDK (TypeScript)",
      code: `import { createRegistry } from "@countersign/sdk";

const registry = createRegistry({ url: "${origin}", token: process.env.COUNTERSIGN_TOKEN });
const { components } = await registry.lineage.bom("${reference}");`,
    },
    { label: "curl", code: `curl --fail --header "Authorization: Bearer $COUNTERSIGN_TOKEN" \\\n  --output ${file} ${origin}/api/versions/${reference}/bom` },
  ];
}
