/** How a file can be shown: as a picture, as text of some kind, or (null) not at all. */
export type PreviewKind = "picture" | "markdown" | "json" | "table" | "text" | null;

/** Endings of what a browser shows by itself when it is asked for with `?view`. */
const pictures = /\.(png|jpe?g|gif|webp|avif|bmp|ico|svg)$/i;

/** Formats of the inspection that are text, and how each is shown. */
const texts: Record<string, PreviewKind> = {
  markdown: "markdown", csv: "table", json: "json", "xgboost-json": "json", text: "text", lightgbm: "text", pmml: "text", program: "text", svg: "text", empty: "text",
};

/** Endings of text, for files that nobody has looked into yet. */
const endings: readonly [RegExp, PreviewKind][] = [
  [/\.(md|markdown)$/i, "markdown"],
  [/\.(csv|tsv)$/i, "table"],
  [/\.json$/i, "json"],
  [/\.(txt|log|ya?ml|toml|xml|html?|py|sh|js|ts|cfg|ini|jsonl)$/i, "text"],
];

/**
 * How a file is shown, by what was found in it, or by its name while nobody has looked.
 * @param format as an inspection gives it; null without one
 */
export function previewKind(path: string, format: string | null): PreviewKind {
  if (pictures.test(path)) return "picture";
  const named = endings.find(([ending]) => ending.test(path))?.[1] ?? null;
  if (format === null) return named;
  return Object.hasOwn(texts, format) ? (texts[format] ?? null) : null;
}
