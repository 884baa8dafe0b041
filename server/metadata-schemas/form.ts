import type { FormField, JsonSchema } from "./schema.ts";
import { isRecord, partAt } from "./soundness.ts";

const parts = ["attributes", "parameters"] as const;

/**
 * The attributes and parameters that schemas declare or demand, as a form asks for them. What a schema says under
 * conditions or alternatives is no field: it is told when it is not met.
 */
export function fieldsOf(schemas: readonly JsonSchema[]): FormField[] {
  const fields = new Map<string, FormField>();
  for (const root of schemas) {
    for (const whole of together(root, root)) {
      for (const part of parts) {
        for (const schema of together(root, propertyOf(whole, part))) collect(fields, root, part, schema);
      }
    }
  }
  // What is demanded comes first.
  return [...fields.values()].toSorted((one, other) => Number(other.required) - Number(one.required));
}

/** A schema with those that hold beside it: what its `$ref` and `allOf` name. */
function together(root: JsonSchema, schema: unknown, depth = 0): JsonSchema[] {
  if (!isRecord(schema) || depth > 20) return [];
  const referred = typeof schema["$ref"] === "string" ? together(root, partAt(root, schema["$ref"]), depth + 1) : [];
  const all = Array.isArray(schema["allOf"]) ? schema["allOf"].flatMap((each) => together(root, each, depth + 1)) : [];
  return [schema, ...referred, ...all];
}

function propertyOf(schema: JsonSchema, name: string): unknown {
  const { properties } = schema;
  return isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function collect(fields: Map<string, FormField>, root: JsonSchema, part: FormField["part"], schema: JsonSchema): void {
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"].filter((name) => typeof name === "string") : [];
  for (const name of new Set([...required, ...Object.keys(properties)])) {
    const key = `${part}.${name}`;
    const blank: FormField = { part, name, type: "any", required: false, options: null, description: "" };
    let field = fields.get(key) ?? blank;
    if (required.includes(name)) field = { ...field, required: true };
    for (const declared of together(root, Object.hasOwn(properties, name) ? properties[name] : undefined)) field = narrowed(field, declared);
    fields.set(key, field);
  }
}

function narrowed(field: FormField, schema: JsonSchema): FormField {
  const listed = schema["const"] === undefined ? schema["enum"] : [schema["const"]];
  const options = Array.isArray(listed) ? listed.filter((value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean") : null;
  const words = [schema["description"], schema["title"]].find((each) => typeof each === "string");
  return {
    ...field,
    type: field.type === "any" ? typeOf(schema["type"]) : field.type,
    options: options === null ? field.options : field.options === null ? options : field.options.filter((value) => options.includes(value)),
    description: field.description === "" ? (words ?? "") : field.description,
  };
}

function typeOf(type: unknown): FormField["type"] {
  const types: Record<string, FormField["type"]> = { string: "text", number: "number", integer: "whole number", boolean: "true or false" };
  return (typeof type === "string" ? types[type] : undefined) ?? "any";
}
