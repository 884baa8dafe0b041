import { isUtf8 } from "node:buffer";
import type { Safety } from "./schema.ts";
import { decodeLatin1 } from "./text.ts";

/** How many bytes of the beginning are looked at. */
export const headSize = 4096;

/** Every format that is told apart: what people call it, and what can be said of one that has no problem. */
export const formats = {
  safetensors: { label: "Safetensors", safety: "safe" },
  gguf: { label: "GGUF", safety: "safe" },
  onnx: { label: "ONNX", safety: "safe" },
  lightgbm: { label: "LightGBM text", safety: "safe" },
  npy: { label: "NumPy array", safety: "safe" },
  npz: { label: "NumPy arrays (npz)", safety: "safe" },
  pickle: { label: "Pickle", safety: "unknown" },
  torch: { label: "PyTorch", safety: "unknown" },
  torchscript: { label: "TorchScript", safety: "unknown" },
  "torch-tar": { label: "PyTorch (before 0.1.10, tar)", safety: "unknown" },
  hdf5: { label: "HDF5", safety: "unknown" },
  keras: { label: "Keras", safety: "unknown" },
  savedmodel: { label: "TensorFlow SavedModel", safety: "unknown" },
  tflite: { label: "TensorFlow Lite", safety: "unknown" },
  coreml: { label: "Core ML", safety: "unknown" },
  "xgboost-json": { label: "XGBoost JSON", safety: "data" },
  "xgboost-ubj": { label: "XGBoost UBJSON", safety: "data" },
  pmml: { label: "PMML", safety: "data" },
  parquet: { label: "Parquet", safety: "data" },
  json: { label: "JSON", safety: "data" },
  markdown: { label: "Markdown", safety: "data" },
  csv: { label: "CSV", safety: "data" },
  text: { label: "Text", safety: "data" },
  png: { label: "PNG", safety: "data" },
  jpeg: { label: "JPEG", safety: "data" },
  webp: { label: "WebP", safety: "data" },
  gif: { label: "GIF", safety: "data" },
  svg: { label: "SVG", safety: "data" },
  pdf: { label: "PDF", safety: "data" },
  program: { label: "Program", safety: "unknown" },
  zip: { label: "Zip", safety: "unknown" },
  tar: { label: "Tar", safety: "unknown" },
  zlib: { label: "Zlib", safety: "unknown" },
  gzip: { label: "Gzip", safety: "unknown" },
  bzip2: { label: "Bzip2", safety: "unknown" },
  xz: { label: "XZ", safety: "unknown" },
  lzma: { label: "LZMA", safety: "unknown" },
  lz4: { label: "LZ4", safety: "unknown" },
  zstandard: { label: "Zstandard", safety: "unknown" },
  "7z": { label: "7z", safety: "unknown" },
  "joblib-old": { label: "Joblib (before 0.10, compressed)", safety: "unknown" },
  empty: { label: "Empty", safety: "data" },
  binary: { label: "Binary", safety: "unknown" },
} as const satisfies Record<string, { label: string; safety: Safety }>;

export type Format = keyof typeof formats;

const magics: readonly { format: Format; at?: number; bytes: string }[] = [
  { format: "gguf", bytes: "GGUF" },
  { format: "npy", bytes: "\x93NUMPY" },
  { format: "zip", bytes: "PK\x03\x04" },
  { format: "zip", bytes: "PK\x05\x06" },
  ...[0, 512, 1024, 2048].map((at) => ({ format: "hdf5" as const, at, bytes: "\x89HDF\r\n\x1a\n" })),
  { format: "tflite", at: 4, bytes: "TFL3" },
  { format: "parquet", bytes: "PAR1" },
  { format: "png", bytes: "\x89PNG\r\n\x1a\n" },
  { format: "jpeg", bytes: "\xff\xd8\xff" },
  { format: "gif", bytes: "GIF8" },
  { format: "pdf", bytes: "%PDF-" },
  { format: "tar", at: 257, bytes: "ustar" },
  { format: "zlib", bytes: "\x78\x01" },
  { format: "zlib", bytes: "\x78\x5e" },
  { format: "zlib", bytes: "\x78\x9c" },
  { format: "zlib", bytes: "\x78\xda" },
  { format: "gzip", bytes: "\x1f\x8b" },
  { format: "bzip2", bytes: "BZh" },
  { format: "xz", bytes: "\xfd7zXZ\0" },
  { format: "lzma", bytes: "\x5d\0\0" },
  { format: "lz4", bytes: "\x04\x22\x4d\x18" },
  { format: "zstandard", bytes: "\x28\xb5\x2f\xfd" },
  { format: "7z", bytes: "7z\xbc\xaf\x27\x1c" },
  { format: "joblib-old", bytes: "ZF0x" },
  { format: "program", bytes: "\x7fELF" },
  { format: "program", bytes: "MZ" },
  { format: "program", bytes: "\xcf\xfa\xed\xfe" },
  { format: "program", bytes: "\xca\xfe\xba\xbe" },
  { format: "program", bytes: "\0asm" },
  { format: "program", bytes: "#!" },
];

/** Names that files of a format without magic bytes have. */
const endings: readonly [RegExp, Format][] = [
  [/\.safetensors$/, "safetensors"],
  [/\.onnx$/, "onnx"],
  [/\.gguf$/, "gguf"],
  [/\.(h5|hdf5)$/, "hdf5"],
  [/(^|\/)saved_model\.pb$/, "savedmodel"],
  [/\.(mlmodel|mlpackage)$/, "coreml"],
  [/\.ubj$/, "xgboost-ubj"],
  [/\.npy$/, "npy"],
];

const textEndings: readonly [RegExp, Format][] = [
  [/\.(md|markdown)$/, "markdown"],
  [/\.(csv|tsv)$/, "csv"],
  [/\.svg$/, "svg"],
  [/\.(py|sh|bat|ps1|rb|pl|js)$/, "program"],
  [/\.pmml$/, "pmml"],
  [/\.json$/, "json"],
];

/** Names that hardly anything but pickles have. */
const pickleEnding = /\.(pkl|pickle|joblib|dill|cloudpickle|pt|pth|ckpt)(\.(z|gz|bz2|xz|lzma|lz4))?$/;

/** Whether a file of this name claims to be a pickle, or a zip of one. */
export function isPickleName(name: string): boolean {
  return pickleEnding.test(name.toLowerCase());
}

/** The format that the name claims, of those that only their names tell; null when it claims none of them. */
export function formatOfName(name: string): Format | null {
  return endings.find(([ending]) => ending.test(name.toLowerCase()))?.[1] ?? null;
}

/**
 * What a file is, by its first bytes, and by its name where those don't tell.
 * @param head its first bytes, up to `headSize`
 * @param size of the whole file, in bytes
 */
export function detect(head: Uint8Array, size: number, name: string): Format {
  if (size === 0) return "empty";
  const start = decodeLatin1(head);
  if (start.startsWith("RIFF") && start.slice(8, 12) === "WEBP") return "webp";
  // A safetensors file starts with the length of its header, of which the high bytes are empty, and a brace.
  if (/^.{4}\0{4}\{["} \t\r\n]/s.test(start)) return "safetensors";
  const magic = magics.find(({ bytes, at = 0 }) => start.startsWith(bytes, at));
  const named = formatOfName(name);
  // Two or three bytes do not outweigh a name, and two letters no text.
  const isWeak = magic !== undefined && magic.bytes.length <= 3 && (named !== null || (magic.bytes === "MZ" && isText(head, size)));
  if (magic && !isWeak) return magic.format;
  if (head[0] === 0x80 && (head[1] ?? 255) <= 5) return "pickle";
  if (named) return named;
  const text = detectText(head, size, name);
  if (text) return text;
  if (/^\{[LliIU]/.test(start)) return "xgboost-ubj";
  return looksLikeOnnx(head) ? "onnx" : "binary";
}

/** A model of ONNX starts with its version (a small number in field 1), and goes on with text or its graph (fields 2 to 8). */
function looksLikeOnnx(head: Uint8Array): boolean {
  const [tag = 0, version = 0, next = 0] = head;
  const isOfText = (next & 7) === 2 && next >> 3 >= 2 && next >> 3 <= 8;
  return tag === 0x08 && version >= 1 && version <= 32 && isOfText;
}

/** Whether the first bytes of a file are those that its format always starts with. */
export function hasMagic(head: Uint8Array, format: Format): boolean {
  const start = decodeLatin1(head);
  const own = magics.filter((magic) => magic.format === format);
  return own.length === 0 || own.some(({ bytes, at = 0 }) => start.startsWith(bytes, at));
}

/** Which kind of text a file is, taken for text; null when it is none. The arguments are those of `detect`. */
export function detectText(head: Uint8Array, size: number, name: string): Format | null {
  return isText(head, size) ? textFormat(decodeLatin1(head), name.toLowerCase()) : null;
}

function isText(head: Uint8Array, size: number): boolean {
  if (head.includes(0)) return false;
  if (isUtf8(head)) return true;
  // The end of a longer file's head may cut a character.
  return size > head.length && [1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
}

function textFormat(start: string, lowerName: string): Format {
  if (/^tree\r?\nversion=/.test(start)) return "lightgbm";
  const text = start.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (text.startsWith("<") && /<PMML[\s>]/.test(text)) return "pmml";
  if (text.startsWith("<") && /^(<[?!][^>]*>\s*)*<svg[\s>]/.test(text.replaceAll(/<!--.*?-->/gs, ""))) return "svg";
  if (/^\{\s*"(learner|version)"/.test(text) && text.includes('"learner"')) return "xgboost-json";
  const named = textEndings.find(([ending]) => ending.test(lowerName));
  if (named) return named[1];
  return /^[[{]\s*["{[\]}\d]/.test(text) ? "json" : "text";
}
