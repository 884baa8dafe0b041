import { parseReference } from "../pointers/reference.ts";

/** What a browser may show by itself, by the end of the name; none of these runs anything. */
const viewable: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  bmp: "image/bmp",
  ico: "image/x-icon",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
  md: "text/plain; charset=utf-8",
  csv: "text/plain; charset=utf-8",
  tsv: "text/plain; charset=utf-8",
  json: "text/plain; charset=utf-8",
  jsonl: "text/plain; charset=utf-8",
  yaml: "text/plain; charset=utf-8",
  yml: "text/plain; charset=utf-8",
  toml: "text/plain; charset=utf-8",
  xml: "text/plain; charset=utf-8",
  html: "text/plain; charset=utf-8",
  py: "text/plain; charset=utf-8",
  log: "text/plain; charset=utf-8",
};

/** What programs that save it are told. */
const saved: Record<string, string> = {
  ...viewable,
  md: "text/markdown; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  tsv: "text/tab-separated-values; charset=utf-8",
  json: "application/json",
  jsonl: "application/jsonl",
  yaml: "application/yaml",
  yml: "application/yaml",
  toml: "application/toml",
  xml: "application/xml",
  tar: "application/x-tar",
  zip: "application/zip",
  gz: "application/gzip",
  h5: "application/x-hdf5",
  hdf5: "application/x-hdf5",
};

const unknown = "application/octet-stream";

function ending(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** The Content-Type of a file by its name. To be shown, only what can't run anything has one of its own. */
export function contentType(path: string, view: boolean): string {
  const types = view ? viewable : saved;
  const key = ending(path);
  return (Object.hasOwn(types, key) ? types[key] : undefined) ?? unknown;
}

/**
 * The Content-Disposition (RFC 6266) of a file: its name in ASCII for old programs, and in full.
 * @param view whether it is to be shown; what can't be is saved all the same
 */
export function disposition(path: string, view: boolean): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const kind = view && Object.hasOwn(viewable, ending(path)) ? "inline" : "attachment";
  const full = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** The Cache-Control of what a reference names: for ever by number or digest; asked anew where a pointer may move. */
export function cacheControl(reference: string): string {
  const parsed = parseReference(reference);
  const lasts = !("fault" in parsed) && (parsed.selector.kind === "number" || parsed.selector.kind === "digest");
  return lasts ? "private, max-age=31536000, immutable" : "private, no-cache";
}
