import type { JsonSchema } from "#server/metadata-schemas/schema.ts";

/** Reads what was typed as a schema, or says why it is none. */
export function readSchema(text: string): { schema: JsonSchema } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { schema: value as JsonSchema };
    return { fault: "It must be a JSON object: { … } around keywords and their values." };
  } catch (error) {
    return { fault: `It is not JSON yet: ${error instanceof Error ? error.message : "it can't be read"}.` };
  }
}
