import { PatternFault, readPattern } from "./pattern.ts";
import type { Fault, JsonSchema } from "./schema.ts";

/** Characters of a schema as JSON. */
export const mostCharacters = 65_536;
/** Parts of a schema, those that a `$ref` names counted wherever it stands: so much is asked of a value at most. */
const mostParts = 2000;

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** Keywords that hold a schema, a list of them, or schemas by name. */
const single = ["items", "contains", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "not", "if", "then", "else"];
const listed = ["allOf", "anyOf", "oneOf", "prefixItems"];
const named = ["properties", "patternProperties", "dependentSchemas", "$defs"];

const unsupported: Record<string, string> = {
  $id: "is not supported: a schema has no address of its own",
  $anchor: "is not supported: name a part by its path, such as #/$defs/region",
  $dynamicRef: "is not supported",
  $dynamicAnchor: "is not supported",
  $vocabulary: "is not supported",
  uniqueItems: "is not supported: comparing each with each can take too long",
};

interface Walk {
  root: JsonSchema;
  faults: Fault[];
  parts: number;
}

/**
 * What of a schema could take long, reach elsewhere, or is not supported; whether it is a schema at all is not asked.
 * @returns faults with their paths as in `$ref`: `/properties/attributes`
 */
export function unsoundParts(schema: JsonSchema): Fault[] {
  if (JSON.stringify(schema).length > mostCharacters) return [{ path: "", message: `must have at most ${mostCharacters.toLocaleString("en")} characters` }];
  const walk: Walk = { root: schema, faults: [], parts: 0 };
  if (schema["$schema"] !== undefined && schema["$schema"] !== dialect) walk.faults.push({ path: "/$schema", message: `must be ${dialect}, or be left out` });
  visit(walk, schema, "", []);
  if (walk.parts > mostParts) walk.faults.push({ path: "", message: `must have at most ${mostParts.toLocaleString("en")} parts, those that a $ref names counted wherever it stands` });
  return walk.faults.slice(0, 50);
}

/** @param within the paths of the parts that this one was reached through by `$ref` */
function visit(walk: Walk, schema: unknown, path: string, within: readonly string[]): void {
  if (++walk.parts > mostParts || walk.faults.length > 50) return;
  if (!isRecord(schema)) return;
  for (const [keyword, message] of Object.entries(unsupported)) if (Object.hasOwn(schema, keyword)) fault(walk, `${path}/${keyword}`, message);
  if (typeof schema["pattern"] === "string") readable(walk, schema["pattern"], `${path}/pattern`);
  if (schema["$ref"] !== undefined) follow(walk, schema["$ref"], path, within);
  for (const keyword of single) if (Object.hasOwn(schema, keyword)) visit(walk, schema[keyword], `${path}/${keyword}`, within);
  for (const keyword of listed) if (Array.isArray(schema[keyword])) for (const [at, part] of schema[keyword].entries()) visit(walk, part, `${path}/${keyword}/${at}`, within);
  for (const keyword of named) {
    const parts = schema[keyword];
    if (!isRecord(parts)) continue;
    for (const [name, part] of Object.entries(parts)) {
      const at = `${path}/${keyword}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (keyword === "patternProperties") readable(walk, name, at);
      visit(walk, part, at, within);
    }
  }
}

function readable(walk: Walk, pattern: string, path: string): void {
  try {
    readPattern(pattern);
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    fault(walk, path, error.message);
  }
}

function follow(walk: Walk, reference: unknown, path: string, within: readonly string[]): void {
  if (typeof reference !== "string") return;
  if (!reference.startsWith("#")) fault(walk, `${path}/$ref`, "must name a part of this schema, such as #/$defs/region: nothing is fetched from elsewhere");
  else if (within.includes(reference)) fault(walk, `${path}/$ref`, `leads back to ${reference}: a schema that refers to itself is not supported`);
  else {
    const target = partAt(walk.root, reference);
    // Its faults are told where it stands.
    if (target !== undefined) visit(walk, target, reference.slice(1), [...within, reference]);
  }
}

/** A fault once, though several ways lead there. */
function fault(walk: Walk, path: string, message: string): void {
  if (!walk.faults.some((known) => known.path === path && known.message === message)) walk.faults.push({ path, message });
}

/** The part of a schema that a pointer names: `#/$defs/region`; undefined where there is none. */
export function partAt(root: JsonSchema, pointer: string): unknown {
  let part: unknown = root;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    part = (isRecord(part) || Array.isArray(part)) && Object.hasOwn(part, name) ? (part as JsonSchema)[name] : undefined;
  }
  return part;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
