import { openCompressed } from "./compressed.ts";
import { readTarball, readZip } from "./containers.ts";
import { detect, detectText, formatOfName, formats, hasMagic, headSize, isPickleName, type Format } from "./detect.ts";
import type { Findings, Outcome } from "./findings.ts";
import { readGguf } from "./gguf.ts";
import { readLightGbm } from "./lightgbm.ts";
import { readNpy } from "./numpy.ts";
import { readOnnx } from "./onnx.ts";
import { readPickles, type PickleFindings } from "./pickle.ts";
import { present } from "./present.ts";
import { readSafetensors } from "./safetensors.ts";
import type { Inspection } from "./schema.ts";
import { Budget, Damaged, partOf, Spent, type ByteSource, type Inflater } from "./source.ts";

/**
 * Says what is in a file, from its header: its format, its tensors, what it imports on load, and whether it can run
 * code. Nothing in it is run. The same bytes with the same name always give the same answer.
 * @param name the file's path: it counts where the bytes don't tell what the file is
 * @returns a damaged file too gives an inspection, with a `problem`
 * @throws only what `source.read` throws
 */
export async function inspect(source: ByteSource, name: string, inflater: Inflater): Promise<Inspection> {
  const { format, findings } = await read(source, name, inflater, new Budget());
  return present(format, findings);
}

async function read(source: ByteSource, name: string, inflater: Inflater, budget: Budget): Promise<Outcome> {
  const head = await source.read(0, budget.allowRead(Math.min(headSize, source.size)));
  const format = detect(head, source.size, name);
  try {
    return await readAs(format, { source, name, head, inflater, budget });
  } catch (error) {
    if (error instanceof Spent) return { format, findings: { truncated: true } };
    if (error instanceof Damaged) return { format, findings: { problem: error.message } };
    throw error;
  }
}

interface File {
  source: ByteSource;
  name: string;
  head: Uint8Array;
  inflater: Inflater;
  budget: Budget;
}

/** Formats that are read by a parser of their own; what else there is may be a pickle, or is only recognised. */
const parsers: Partial<Record<Format, (source: ByteSource, budget: Budget) => Promise<Findings>>> = {
  safetensors: readSafetensors,
  gguf: readGguf,
  lightgbm: readLightGbm,
  npy: readArray,
};

async function readAs(format: Format, file: File): Promise<Outcome> {
  const { source, inflater, budget } = file;
  const parse = parsers[format];
  if (parse) return { format, findings: await parse(source, budget) };
  if (format === "onnx") return await readMaybeOnnx(file);
  if (format === "zip") return await readZip(source, inflater, budget);
  if (format === "tar") return await readTarball(source, budget);
  if (format === "zlib" || format === "gzip") return await readCompressed(format, file);
  if (format === "empty") return { format, findings: { problem: isPickleName(file.name) || formatOfName(file.name) ? "The file is empty." : null } };
  return await readMaybePickle(format, file);
}

/** An array of NumPy; its objects are a pickle that follows. */
async function readArray(source: ByteSource, budget: Budget): Promise<Findings> {
  const { findings, header } = await readNpy(source, budget);
  if (!header.holdsObjects) return findings;
  const pickled = await readPickles(partOf(source, header.dataStart, source.size - header.dataStart), budget);
  return { ...pickled, ...findings, label: "NumPy array (pickled objects)" };
}

/** ONNX has no magic bytes: what is not named so and can't be read as it is something else. */
async function readMaybeOnnx(file: File): Promise<Outcome> {
  try {
    return { format: "onnx", findings: await readOnnx(file.source, file.budget) };
  } catch (error) {
    if (error instanceof Damaged && !file.name.toLowerCase().endsWith(".onnx")) return { format: "binary", findings: {} };
    throw error;
  }
}

/** What joblib and gzip compress: a pickle, or anything else, of which only the format is said. */
async function readCompressed(format: "zlib" | "gzip", file: File): Promise<Outcome> {
  const { source, name, head, inflater, budget } = file;
  const opened = await openCompressed(source, format, inflater, budget);
  if (!opened) {
    const text = detectText(head, source.size, name);
    if (text) return { format: text, findings: {} };
    return { format, findings: { problem: `The file starts as ${formats[format].label} does, and can't be decompressed: it is damaged.` } };
  }
  const { content, isWhole } = opened;
  const innerName = name.replace(/\.(z|gz)$/i, "");
  const innerHead = await content.read(0, headSize);
  const inner = detect(innerHead, content.size, innerName);
  const within = await readMaybePickle(inner, { ...file, source: content, name: innerName, head: innerHead });
  const label = `${within.findings.label ?? formats[within.format].label}, compressed (${formats[format].label.toLowerCase()})`;
  const holdsPickle = within.format === "pickle";
  return {
    format: holdsPickle ? "pickle" : format,
    findings: { ...within.findings, label, truncated: within.findings.truncated === true || (holdsPickle && !isWhole) },
  };
}

/** Formats that a pickle can look like at its beginning, or that are told by their names alone. */
const pickleLike: readonly Format[] = ["pickle", "text", "json", "csv", "markdown", "program", "gif", "lzma", "binary"];

/**
 * A pickle needs no magic bytes, so that whatever may be loaded as one is followed as one: it is a pickle when that
 * makes sense of it, or when its name says so.
 */
async function readMaybePickle(format: Format, file: File): Promise<Outcome> {
  const claims = isPickleName(file.name);
  const isNamedOnly = format === "hdf5" && !hasMagic(file.head, format);
  const problem = isNamedOnly ? "The file is named as HDF5, and does not start as that does." : null;
  if (!claims && !pickleLike.includes(format)) return { format, findings: { problem } };
  const findings = await readPickles(file.source, file.budget);
  if (isPickle(findings, format, claims)) return { format: "pickle", findings };
  if (format !== "pickle") return { format, findings: { problem } };
  const named = formatOfName(file.name);
  return named ? await readAs(named, file) : { format: "binary", findings: {} };
}

function isPickle({ imports = [], isWhole, followed }: PickleFindings, format: Format, claims: boolean): boolean {
  const imported = imports.some(({ verdict }) => verdict === "dangerous") || (isWhole && imports.length > 0);
  if (imported || isWhole) return imported || format === "pickle" || claims;
  if (format === "pickle") return claims || imports.length > 0 || followed > 64;
  // What is another format by its bytes is that, whatever its name; only what has no other keeps the one in its name.
  return claims && (format === "binary" || format === "text");
}
