import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats, { type FormatName } from "ajv-formats";
import { readPattern } from "./pattern.ts";
import type { Fault, JsonSchema } from "./schema.ts";
import { unsoundParts } from "./soundness.ts";

/** Formats that are checked quickly, whatever the text. */
export const formats: FormatName[] = ["date", "time", "date-time", "duration", "uri", "email", "hostname", "ipv4", "ipv6", "uuid"];

/** Patterns are run by the engine of our own: see pattern.ts. */
const engine = Object.assign((source: string) => readPattern(source), { code: "readPattern" });

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, strictTuples: false, allowUnionTypes: true, validateFormats: true, logger: false, code: { regExp: engine } });
  ajvFormats.default(ajv, { mode: "fast", formats });
  return ajv;
}

/** Why a schema can't be used, by path in it. */
export function schemaFaults(schema: JsonSchema): Fault[] {
  const unsound = unsoundParts(schema);
  if (unsound.length > 0) return unsound;
  const ajv = newAjv();
  if (ajv.validateSchema(schema) !== true) {
    return (ajv.errors ?? []).slice(0, 20).map((error) => ({ path: error.instancePath, message: wordsOf(error) }));
  }
  try {
    ajv.compile(schema);
    return [];
  } catch (error) {
    return [{ path: "", message: `can't be used: ${error instanceof Error ? error.message : "it can't be read"}` }];
  }
}

const mostKept = 200;
const compiled = new Map<string, ValidateFunction>();

/** @param key names the schema, which never changes under it; it is kept ready for the next time */
function validatorOf(key: string, schema: JsonSchema): ValidateFunction {
  const known = compiled.get(key) ?? newAjv().compile(schema);
  compiled.delete(key);
  compiled.set(key, known);
  if (compiled.size > mostKept) compiled.delete(compiled.keys().next().value ?? "");
  return known;
}

const mostFaults = 50;

/**
 * What of metadata a schema refuses, by path: 50 at most.
 * @param key names the schema where it is saved and never changes; null of a draft
 */
export function refusedBy(schema: JsonSchema, metadata: unknown, key: string | null): Fault[] {
  const validate = key === null ? newAjv().compile(schema) : validatorOf(key, schema);
  if (validate(metadata)) return [];
  const errors = (validate.errors ?? []).slice(0, 500);
  // Each alternative of an anyOf tells why it does not hold; that none does is enough.
  const told = errors.filter(({ schemaPath }) => !/\/(anyOf|oneOf|if|then|else)\/./.test(schemaPath) || /\/(then|else)\/(?!.*(anyOf|oneOf)\/)/.test(schemaPath));
  const faults = (told.length > 0 ? told : errors).map((error): Fault => ({ path: pathOf(error), message: wordsOf(error) }));
  return faults.filter(({ path, message }, at) => faults.findIndex((other) => other.path === path && other.message === message) === at).slice(0, mostFaults);
}

/** `/attributes/region` as `attributes.region`; of what is missing, the path that it would have. */
function pathOf({ instancePath, params }: ErrorObject): string {
  const steps = instancePath.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const more = params["missingProperty"] ?? params["additionalProperty"] ?? params["unevaluatedProperty"] ?? params["propertyName"];
  return [...steps, ...(typeof more === "string" ? [more] : [])].join(".");
}

/** An error of the library, as the end of a sentence that begins with the path. */
function wordsOf({ keyword, params, message = "is not as the schema wants it" }: ErrorObject): string {
  const list = (values: unknown) => (Array.isArray(values) ? values.slice(0, 20).map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(", ") : "");
  switch (keyword) {
    case "required": case "dependentRequired": return "is missing";
    case "additionalProperties": case "unevaluatedProperties": return "is not a name that is allowed here";
    case "enum": return `must be one of ${list(params["allowedValues"])}`;
    case "const": return `must be ${JSON.stringify(params["allowedValue"])}`;
    case "type": return `must be ${typeWords(params["type"])}`;
    case "anyOf": case "oneOf": return "meets none of the alternatives that the schema has for it";
    case "if": return "is not as the schema wants it in this case";
    default: return message.replace(/^must NOT have fewer than 1 items$/, "must not be empty").replace("must NOT", "must not");
  }
}

function typeWords(type: unknown): string {
  const words: Record<string, string> = { string: "text", integer: "a whole number", number: "a number", boolean: "true or false", object: "an object", array: "a list", null: "null" };
  return (Array.isArray(type) ? type : [type]).map((each) => words[String(each)] ?? String(each)).join(" or ");
}
