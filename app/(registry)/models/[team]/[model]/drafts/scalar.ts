/** Values of parameters and attributes as they are typed: JSON where it is JSON, else the text itself. Pure. */

/** `6` is a number, `true` a truth value, `"6"` and `gbtree` are text, `[1, 2]` is a list. */
export function readScalar(text: string): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return trimmed;
  }
}

/** What to type for a value: reading it gives the value again. */
export function writeScalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "";
  return readScalar(value) === value ? value : JSON.stringify(value);
}

/** What a text is taken for, in a word for who types it. */
export function kindOfScalar(text: string): "number" | "text" | "true or false" | "list" | "object" | "nothing" {
  if (text.trim() === "") return "nothing";
  const value = readScalar(text);
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "true or false" : "text";
}
