import { describe, expect, test } from "vitest";
import { fieldsOf } from "./form.ts";
import type { JsonSchema } from "./schema.ts";
import { refusedBy, schemaFaults } from "./validate.ts";

const region: JsonSchema = {
  properties: {
    attributes: {
      required: ["region", "rows"],
      properties: {
        region: { enum: ["eu", "us"], description: "Where it may be used" },
        rows: { type: "integer", minimum: 1 },
        owner: { $ref: "#/$defs/person" },
        ready: { type: "boolean" },
      },
    },
    parameters: { allOf: [{ required: ["depth"] }, { properties: { depth: { type: "number", title: "Tree depth" } } }] },
  },
  $defs: { person: { type: "string", pattern: "^[a-z]+(-[a-z]+)*$", format: "hostname" } },
};

const told = (schema: JsonSchema, metadata: unknown) => refusedBy(schema, metadata, null).map(({ path, message }) => `${path} ${message}`);

describe("a schema", () => {
  test("that can be used has no faults", () => {
    expect(schemaFaults({})).toEqual([]);
    expect(schemaFaults({ $schema: "https://json-schema.org/draft/2020-12/schema", ...region })).toEqual([]);
  });

  test("is refused with the path of what is wrong", () => {
    expect(schemaFaults({ properties: { attributes: { type: "text" } } })[0]).toMatchObject({ path: "/properties/attributes/type" });
    expect(schemaFaults({ required: "region" })[0]).toMatchObject({ path: "/required", message: expect.stringContaining("list") as string });
    expect(schemaFaults({ propertys: {} })).toEqual([{ path: "", message: expect.stringContaining("propertys") as string }]);
    expect(schemaFaults({ $ref: "#/$defs/none" })[0]?.message).toContain("can't be used");
    expect(schemaFaults({ properties: { description: { format: "odd" } } })[0]?.message).toContain("odd");
  });

  test("reaches nowhere else, and refers to nothing that refers back", () => {
    expect(schemaFaults({ properties: { task: { $ref: "https://example.com/task.json" } } })).toEqual([{ path: "/properties/task/$ref", message: expect.stringContaining("nothing is fetched from elsewhere") as string }]);
    expect(schemaFaults({ $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }] } }, $ref: "#/$defs/a" })[0]?.message).toContain("refers to itself");
    expect(schemaFaults({ $id: "https://example.com/a" })[0]).toMatchObject({ path: "/$id" });
    expect(schemaFaults({ $schema: "http://json-schema.org/draft-07/schema#" })[0]).toMatchObject({ path: "/$schema" });
  });

  test("takes no long time, by its size, its parts or its patterns", () => {
    const doubling = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`d${at}`, { anyOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] }]));
    const begun = performance.now();
    expect(schemaFaults({ $defs: { ...doubling, d30: {} }, $ref: "#/$defs/d0" })[0]?.message).toContain("at most 2,000 parts");
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(schemaFaults({ description: "x".repeat(70_000) })[0]?.message).toContain("at most 65,536 characters");
    expect(schemaFaults({ properties: { task: { pattern: "(a)\\1" } } })).toEqual([{ path: "/properties/task/pattern", message: "refers back to a group, which is not supported" }]);
    expect(schemaFaults({ patternProperties: { "(?=a)": {} } })[0]?.path).toBe("/patternProperties/(?=a)");
    expect(schemaFaults({ properties: { datasets: { uniqueItems: true } } })[0]?.path).toBe("/properties/datasets/uniqueItems");
    const slow: JsonSchema = { properties: { task: { pattern: "^(a+)+$" } } };
    expect(schemaFaults(slow)).toEqual([]);
    expect(told(slow, { task: `${"a".repeat(4000)}!` })).toHaveLength(1);
  });
});

describe("metadata", () => {
  test("that passes", () => {
    expect(told(region, { attributes: { region: "eu", rows: 3, owner: "ada-b" }, parameters: { depth: 3 } })).toEqual([]);
  });

  test("is told by path what is missing or wrong", () => {
    expect(told(region, { attributes: { region: "asia", owner: "Ada", ready: "yes" }, parameters: {} }).toSorted()).toEqual([
      "attributes.owner must match pattern \"^[a-z]+(-[a-z]+)*$\"",
      "attributes.ready must be true or false",
      "attributes.region must be one of eu, us",
      "attributes.rows is missing",
      "parameters.depth is missing",
    ]);
    expect(told({ properties: { attributes: { additionalProperties: false, properties: { a: {} } } } }, { attributes: { b: 1 } })).toEqual(["attributes.b is not a name that is allowed here"]);
    expect(told({ anyOf: [{ required: ["code"] }, { required: ["run"] }] }, {})).toEqual([" meets none of the alternatives that the schema has for it"]);
    expect(told(JSON.parse('{ "if": { "required": ["code"] }, "then": { "required": ["run"] } }') as JsonSchema, { code: {} })).toContain("run is missing");
  });
});

test("fields of a form", () => {
  expect(fieldsOf([region])).toEqual([
    { part: "attributes", name: "region", type: "any", required: true, options: ["eu", "us"], description: "Where it may be used" },
    { part: "attributes", name: "rows", type: "whole number", required: true, options: null, description: "" },
    { part: "parameters", name: "depth", type: "number", required: true, options: null, description: "Tree depth" },
    { part: "attributes", name: "owner", type: "text", required: false, options: null, description: "" },
    { part: "attributes", name: "ready", type: "true or false", required: false, options: null, description: "" },
  ]);
  // Two scopes: what both allow.
  const narrower: JsonSchema = { properties: { attributes: { properties: { region: { enum: ["eu", "asia"] } } } } };
  expect(fieldsOf([region, narrower])[0]).toMatchObject({ name: "region", options: ["eu"], required: true });
});
