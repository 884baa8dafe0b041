import { readFileSync } from "node:fs";
import { env } from "node:process";
import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspect } from "./inspect.ts";
import { bytes, call, field, gguf, ggufTensor, ggufText, npy, number, onnx, onnxWeight, pickle, safetensors, zip } from "./sample-files.ts";
import { inspectionSchema, type Inspection } from "./schema.ts";
import type { ByteSource, Inflater } from "./source.ts";

const inflater: Inflater = {
  inflate: (packed, kind, most) =>
    ({ zlib: inflateSync, raw: inflateRawSync, gzip: gunzipSync })[kind](packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }),
};
const sample = (path: string) => new Uint8Array(readFileSync(new URL(`../../demo/models/${path}`, import.meta.url)));
const runs = { numRuns: env.COUNTERSIGN_CAMPAIGN === "1" ? 10_000 : 1_000, seed: 20_261_123 };

/** A change to a file: some bytes are replaced by others, of another number maybe. */
interface Change {
  at: number;
  removed: number;
  added: Uint8Array;
}

const extremes = [0, 1, -1, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 53].map((value) => number(8, BigInt(value)));
const added = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 4 }),
  fc.constantFrom(...extremes, ...extremes.map((each) => each.subarray(0, 4))),
  fc.constantFrom(bytes("{"), bytes('"'), bytes("]"), bytes("."), bytes("R"), bytes("("), bytes("0"), bytes([0x93]), bytes([0x80, 4]), bytes("\xed\xa0\x80")),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: fc.nat(), removed: fc.constantFrom(0, 1, 1, 4, 8), added }),
  fc.record({ at: fc.nat(), removed: fc.nat(40), added: fc.constant(bytes()) }),
  fc.record({ at: fc.nat(), removed: fc.constant(1e9), added: fc.constant(bytes()) }),
);
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

/** @param from where changes may start, and until where */
function mutate(file: Uint8Array, made: readonly Change[], from = 0, to = Infinity): Uint8Array {
  return made.reduce((before, { at, removed, added: more }) => {
    const span = Math.max(1, Math.min(to, before.length) - from);
    const start = Math.min(before.length, from + (at % span));
    return bytes(before.subarray(0, start), more, before.subarray(start + removed));
  }, file);
}

/** Inspects, and checks what holds for every file: a result that can be stored, for bounded work. */
async function look(file: Uint8Array, name: string): Promise<Inspection> {
  let fetched = 0;
  let reads = 0;
  const source: ByteSource = {
    size: file.length,
    read: (start, length) => {
      fetched += length;
      reads += 1;
      return Promise.resolve(file.subarray(start, start + length));
    },
  };
  const found = inspectionSchema.parse(await inspect(source, name, inflater));
  if (/\\u0000|\\ud[89a-f]/.test(JSON.stringify(found))) throw new Error("The result can't be stored.");
  if (reads > 2_100 || fetched > 25 * 1024 * 1024) throw new Error(`${reads} reads of ${fetched} bytes are too many.`);
  if (found.safety === "safe" && (found.problem !== null || found.truncated)) throw new Error("What has a problem is not safe.");
  return found;
}

/**
 * Inspects many mutations of the files.
 * @param to the byte before which they are mutated
 * @returns the first that is not right, with the seed that gives it again; null when all are
 */
async function wrong(files: readonly Uint8Array[], name: string, to: number, isRight: (found: Inspection, file: Uint8Array) => boolean): Promise<string | null> {
  const property = fc.asyncProperty(fc.constantFrom(...files), changes, async (file, made) => {
    const mutated = mutate(file, made, 0, to);
    return isRight(await look(mutated, name), mutated);
  });
  return await report(property);
}

async function report(property: fc.IAsyncProperty<[Uint8Array, Change[]]>): Promise<string | null> {
  return (await fc.asyncDefaultReportMessage(await fc.check(property, runs))) ?? null;
}

const isProblem = ({ problem, safety }: Inspection) => safety === "unknown" && problem !== null && problem.endsWith(".");
const isKnown = ({ badges }: Inspection) => badges.some(({ text }) => text === "pickle, known imports only");

/** Whether all bytes of tensors fit into the file, and each tensor's are as many as its shape says. */
function fits({ tensors }: Inspection, file: Uint8Array): boolean {
  const sum = tensors.reduce((total, tensor) => total + (tensor.bytes ?? 0), 0);
  const isConsistent = tensors.every(({ shape, parameters, bytes: size, dtype }) => {
    const elements = shape.reduce((product, each) => product * each, 1);
    return elements === parameters && (size === null || !/^(F32|float32)$/.test(dtype) || size === 4 * elements);
  });
  return sum <= file.length && isConsistent;
}

/** Whether the bytes are a safetensors file, by another way than the parser's. */
function isSafetensors(file: Uint8Array): boolean {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(file.subarray(8, 8 + length))) as Record<string, object>;
  const sizes: Record<string, number> = { F32: 4, F16: 2, BF16: 2, I64: 8, F64: 8, U8: 1, I8: 1, BOOL: 1, U64: 8, C64: 8, I32: 4, U32: 4, U16: 2, I16: 2 };
  const covered = new Uint8Array(file.length - 8 - length);
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const { dtype, shape, data_offsets: offsets } = value as { dtype: string; shape: number[]; data_offsets: [number, number] };
    const size = shape.reduce((product, each) => product * each, sizes[dtype] ?? NaN);
    if (offsets[1] - offsets[0] !== size || offsets[1] > covered.length) return false;
    for (let at = offsets[0]; at < offsets[1]; at++) covered[at] = (covered[at] ?? 0) + 1;
  }
  return covered.every((times) => times === 1);
}

describe("a mutated header never crashes, never hangs, and is never a wrong success", { timeout: 600_000 }, () => {
  it("of safetensors", async () => {
    const tensor = (from: number, size: number) => ({ dtype: "U8", shape: [size], data_offsets: [from, from + size] });
    const files = [safetensors({ __metadata__: { a: "b" }, x: tensor(0, 3), y: tensor(3, 0), z: tensor(3, 9) }, 12), sample("digit-reader/v1/model.safetensors")];
    expect(await wrong(files, "a.safetensors", 600, (found, file) => (found.safety === "safe" ? isSafetensors(file) : isProblem(found)))).toBeNull();
  });

  it("of GGUF", async () => {
    const keys = [bytes(ggufText("a"), number(4, 9), number(4, 8), number(8, 2), ggufText("b"), ggufText("c")), bytes(ggufText("d"), number(4, 7), [1])];
    const files = [gguf(keys, [ggufTensor("x", [2, 3], 0, 0), ggufTensor("y", [32], 8, 32)], 66), sample("digit-reader/v3/model.gguf")];
    expect(await wrong(files, "a.gguf", 480, (found, file) => (found.safety === "safe" ? fits(found, file) : isProblem(found)))).toBeNull();
  });

  it("of ONNX", async () => {
    const loop = field(1, bytes(field(4, "Loop"), field(5, field(6, onnxWeight("inner", [2])))));
    const files = [onnx([loop, onnxWeight("w", [2, 3]), field(11, field(1, "x"))], field(2, "maker")), sample("digit-reader/v1/model.onnx")];
    const isCustom = ({ facts }: Inspection) => facts.some(({ name }) => name === "custom operator domains");
    // A weight whose bytes have become another field's has none of its own.
    const isRight = (found: Inspection, file: Uint8Array) => fits({ ...found, tensors: found.tensors.filter(({ bytes: size }) => size !== 0) }, file);
    expect(await wrong(files, "a.onnx", Infinity, (found, file) => (found.safety === "safe" ? isRight(found, file) : isCustom(found) || isProblem(found)))).toBeNull();
  });

  it("of NumPy arrays", async () => {
    const file = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n", new Uint8Array(12));
    expect(await wrong([file], "a.npy", Infinity, (found, mutated) => found.safety !== "safe" || (fits(found, mutated) && !mutated.includes(0x4f)))).toBeNull();
  });

  it("of HDF5, which is only recognised", async () => {
    const file = bytes([0x89], "HDF\r\n", [0x1a], "\n", new Uint8Array(600));
    expect(await wrong([file, bytes(new Uint8Array(512), file)], "a.h5", 530, ({ safety }) => safety === "unknown")).toBeNull();
  });

  it("of pickles, and of what joblib compresses", async () => {
    const compressed = sample("tumour-malignancy/v1/model.pkl");
    const files = [new Uint8Array(inflateSync(compressed)), compressed];
    const isWhole = ({ problem, truncated, imports }: Inspection) => problem === null && !truncated && imports.every(({ verdict }) => verdict === "safe");
    expect(await wrong(files, "a.pkl", Infinity, (found) => /^(unknown|runs_code)$/.test(found.safety) && (!isKnown(found) || isWhole(found)))).toBeNull();
  });

  it("of a zip around a pickle", async () => {
    const evil = pickle(call("os", "system"));
    const name = "m/data.pkl";
    const file = zip([{ name: "m/version", content: bytes("3") }, { name, content: evil }, { name: "m/data/0", content: bytes("weights") }]);
    const start = 30 + "m/version".length + 1 + 30 + name.length;
    const property = fc.asyncProperty(fc.constant(file), changes, async (_, made) => {
      // The pickle stays as it is, and what is around it does not.
      const around = made.map((each) => ({ ...each, at: each.at % file.length })).filter(({ at, removed }) => at >= start + evil.length || at + removed <= start);
      const found = await look(mutate(file, around.slice(0, 1)), "model.pt");
      return /^(unknown|runs_code)$/.test(found.safety) && !isKnown(found);
    });
    expect(await report(property)).toBeNull();
  });

  it("of what follows a call that a pickle has already made", async () => {
    const evil = bytes([0x80, 4], call("os", "system"), "0");
    const benign = new Uint8Array(inflateSync(sample("wine-cultivar/v1/model.pkl"))).subarray(2);
    const property = fc.asyncProperty(fc.constant(bytes(evil, benign)), changes, async (file, made) => {
      return (await look(mutate(file, made, evil.length), "model.pkl")).safety === "runs_code";
    });
    expect(await report(property)).toBeNull();
  });
});
