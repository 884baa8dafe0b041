import { readFile } from "node:fs/promises";
import { constants, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inspect } from "./inspect.ts";
import { bytes, call, field, gguf, npy, number, onnx, pickle, safetensors, text, zip, type ZipEntry } from "./sample-files.ts";
import { inspectionSchema } from "./schema.ts";
import { memorySource, type Inflater } from "./source.ts";

const inflater: Inflater = {
  inflate: (packed, kind, most) =>
    ({ zlib: inflateSync, raw: inflateRawSync, gzip: gunzipSync })[kind](packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }),
};
const look = async (file: Uint8Array, name: string) => inspectionSchema.parse(await inspect(memorySource(file), name, inflater));
const sample = async (path: string) => await look(await readFile(new URL(`../../demo/models/${path}`, import.meta.url)), path);
const evil = pickle(call("os", "system"));
const harmless = pickle(call("collections", "OrderedDict"));

describe("the models of the demonstration", () => {
  // The shapes, and what PyTorch's and joblib's own readers import, were taken from Python.
  const shapes = { "layers.0.weight": [128, 64], "layers.0.bias": [128], "layers.1.weight": [64, 128], "layers.1.bias": [64], "layers.2.weight": [10, 64], "layers.2.bias": [10] };

  it.each(["model.safetensors", "model.gguf"])("the digit reader as %s", async (file) => {
    const found = await sample(`digit-reader/v3/${file}`);
    expect(Object.fromEntries(found.tensors.map(({ name, shape }) => [name, shape]))).toEqual(shapes);
    expect(found).toMatchObject({ safety: "safe", problem: null, truncated: false, parameters: 17_226, dtypes: [{ dtype: "F32", tensors: 6 }] });
    expect(found.badges).toEqual([{ tone: "good", text: "safe format" }]);
    expect(found.facts).toContainEqual({ name: "architecture", value: "mlp" });
  });

  it("the digit reader as ONNX", async () => {
    expect(await sample("digit-reader/v3/model.onnx")).toMatchObject({
      format: "onnx",
      safety: "safe",
      problem: null,
      parameters: 17_226,
      inputs: [{ name: "pixels", type: "float32", shape: ["batch", 64] }],
      outputs: [{ name: "probability", type: "float32", shape: ["batch", 10] }],
      operators: [{ name: "Gemm", count: 3 }, { name: "Relu", count: 2 }, { name: "Softmax", count: 1 }],
    });
  });

  it("a pipeline of scikit-learn, as joblib compresses it", async () => {
    const found = await sample("tumour-malignancy/v1/model.pkl");
    expect(found).toMatchObject({
      format: "pickle", label: "Joblib (pickle protocol 4), compressed (zlib)", safety: "unknown", problem: null, truncated: false,
      badges: [{ tone: "warn", text: "pickle, known imports only" }],
    });
    expect(found.imports.map(({ name }) => name).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      "joblib.numpy_pickle.NumpyArrayWrapper", "numpy._core.multiarray.scalar", "numpy.dtype", "numpy.ndarray",
      "sklearn.linear_model._logistic.LogisticRegression", "sklearn.pipeline.Pipeline", "sklearn.preprocessing._data.StandardScaler",
    ]);
  });

  it.each([["tumour-malignancy/v2", 7], ["tumour-malignancy/v3", 16], ["wine-cultivar/v2", 7]])("the trees of %s", async (path, imports) => {
    const found = await sample(`${path}/model.pkl`);
    expect(found).toMatchObject({ problem: null, truncated: false, badges: [{ text: "pickle, known imports only" }] });
    expect(found.imports).toHaveLength(imports);
  });

  it("boosted trees as LightGBM writes them", async () => {
    expect(await sample("diabetes-progression/v1/model.txt")).toMatchObject({
      format: "lightgbm", safety: "safe", problem: null, inputs: [{ name: "features", shape: ["rows", 10] }],
    });
  });

  it.each([["README.md", "markdown"], ["metadata.json", "json"], ["requirements.txt", "text"]])("%s beside them is data", async (file, format) => {
    expect(await sample(`wine-cultivar/v1/${file}`)).toMatchObject({ format, safety: "data", problem: null, badges: [] });
  });
});

describe("code that runs on load is found", () => {
  const deflated = (content: Uint8Array): ZipEntry => ({ name: "m/data.pkl", content, packed: deflateRawSync(content) });
  const objects = `{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n`;
  it.each([
    ["model.pkl", evil, "pickle"],
    ["a file of any name", evil, "pickle"],
    ["notes.txt", bytes("cos\nsystem\n(S'id'\ntR."), "pickle"],
    ["model.bin", bytes("N0", evil), "pickle"],
    ["model.joblib", deflateSync(evil), "pickle"],
    ["model.pkl.gz", gzipSync(evil), "pickle"],
    ["model.pt", zip([{ name: "m/data.pkl", content: evil }, { name: "m/data/0", content: bytes("w") }]), "torch"],
    ["model.pth", zip([deflated(evil)]), "torch"],
    ["model.pt with the name twice", zip([{ name: "m/data.pkl", content: harmless }, { name: "m/data.pkl", content: evil }]), "torch"],
    ["any.zip", zip([{ name: "a/b.pickle", content: evil }]), "zip"],
    ["array.npy", npy(objects, evil), "npy"],
    ["arrays.npz", zip([{ name: "a.npy", content: npy(objects, evil) }]), "npz"],
    ["an old model.pt", bytes([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19], ".", "M\xe9\x03.", "}.", evil, "].", [1, 0, 255]), "pickle"],
    ["a very old model.tar", bytes(...["pickle", "storages", "tensors"].flatMap((name) => tarEntry(name, evil)), new Uint8Array(1024)), "torch-tar"],
  ])("%s", async (name, file, format) => {
    const found = await look(file, name);
    expect(found).toMatchObject({ format, safety: "runs_code" });
    expect(found.badges).toContainEqual({ tone: "bad", text: "runs code on load: os.system" });
  });

  it("and so is what is not known", async () => {
    const found = await look(pickle(call("foo", "Bar")), "model.pkl");
    expect(found).toMatchObject({ safety: "unknown", badges: [{ tone: "warn", text: "imports unknown code: foo.Bar" }] });
  });

  it("with the names of many imports on one badge", async () => {
    const found = await look(pickle(...["a", "b", "c", "d", "e"].map((name) => call("os", name))), "model.pkl");
    expect(found.badges).toContainEqual({ tone: "bad", text: "runs code on load: os.a, os.b, os.c and 2 more" });
  });
});

function tarEntry(name: string, content: Uint8Array): Uint8Array[] {
  const size = content.length.toString(8).padStart(11, "0");
  const header = bytes(name, new Uint8Array(124 - name.length), size, new Uint8Array(257 - 124 - size.length), "ustar");
  return [header, new Uint8Array(512 - header.length), content, new Uint8Array(-content.length & 511)];
}

describe("nothing is called safe that is not", () => {
  it("a known pickle, of which only the imports are known", async () => {
    expect(await look(harmless, "model.pkl")).toMatchObject({ safety: "unknown", badges: [{ text: "pickle, known imports only" }] });
  });

  it.each([
    ["a zip that is cut short", "model.pt", zip([{ name: "m/data.pkl", content: harmless }]).subarray(0, 60)],
    ["a zip with something before it", "model.pt", bytes("PK\x03\x04junk", zip([{ name: "m/data.pkl", content: harmless }]))],
    ["a file that is called otherwise in the zip's directory", "model.pt", renamed(zip([{ name: "m/data.pkl", content: harmless }]))],
    ["a bomb", "model.pt", zip([{ name: "m/data.pkl", content: bytes(), packed: deflateRawSync(new Uint8Array(1e6)), claims: 1e6 }])],
    ["a file with another size than the directory says", "model.pt", zip([{ name: "m/data.pkl", content: harmless, packed: deflateRawSync(harmless), claims: 9 }])],
    ["something compressed that is damaged", "model.pkl", bytes(deflateSync(harmless).with(6, 255))],
    ["HDF5 by its name alone", "model.h5", bytes("nothing", [0])],
    ["a pickle by its name alone", "model.pkl", bytes("hello")],
    ["an empty pickle", "model.pkl", bytes()],
    ["a safetensors file cut short", "a.safetensors", safetensors({ a: { dtype: "U8", shape: [9], data_offsets: [0, 9] } }, 8)],
    ["an array that is cut short", "a.npz", zip([{ name: "a.npy", content: npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9,), }", bytes()) }])],
  ])("%s", async (_, name, file) => {
    const found = await look(file, name);
    expect(found.safety).toBe("unknown");
    expect(found.problem).toMatch(/\.$/);
    expect(found.badges[0]).toMatchObject({ tone: "bad", text: expect.stringMatching(/^damaged: /) });
  });

  it.each([
    ["an encrypted zip", "model.pt", zip([{ name: "m/data.pkl", content: harmless }]).map((byte, at, all) => (isFlag(all, at) ? 1 : byte))],
    ["a pickle larger than is looked at", "model.pt", zip([deflatedZeros(9e6)])],
    ["compressed opcodes that do not end", "model.joblib", deflateSync(bytes([0x80, 4], new Uint8Array(9e6).fill(0x4e)))],
    ["opcodes that do not end", "model.pkl", bytes([0x80, 4], new Uint8Array(2e6).fill(0x4e))],
    ["a pickle with something after it", "model.pkl", bytes(harmless, "\xff")],
  ])("%s is not wholly looked at", async (_, name, file) => {
    const found = await look(file, name);
    expect(found).toMatchObject({ truncated: true, safety: "unknown" });
    expect(found.badges).toContainEqual({ tone: "warn", text: "not wholly looked at" });
  });

  it("ONNX with operators of a library of its own", async () => {
    const found = await look(onnx([field(1, bytes(field(4, "Run"), field(7, "evil")))]), "model.onnx");
    expect(found).toMatchObject({ safety: "unknown", badges: [{ tone: "warn", text: "custom operators: evil" }] });
  });
});

function renamed(file: Uint8Array): Uint8Array {
  const local = file.indexOf("m".charCodeAt(0));
  return file.with(local, "n".charCodeAt(0));
}

/** Where a zip's headers say that a file is encrypted. */
function isFlag(file: Uint8Array, at: number): boolean {
  const starts = (offset: number, third: number) => file[at - offset] === 0x50 && file[at - offset + 1] === 0x4b && file[at - offset + 2] === third;
  return starts(6, 3) || starts(8, 1);
}

function deflatedZeros(size: number): ZipEntry {
  // Bytes after the end of what is deflated keep the ratio below what a bomb has.
  return { name: "m/data.pkl", content: bytes(), packed: bytes(deflateRawSync(new Uint8Array(size)), new Uint8Array(size / 100)), claims: size };
}

it("text of any kind comes out as it can be stored", async () => {
  const name = new TextDecoder("utf-16le").decode(bytes([0x61, 0, 0, 0]));
  const odd = safetensors(`{"__metadata__":{"a\\u0000\\ud800":"${"x".repeat(2000)}"},${JSON.stringify(name)}:{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}`, 1);
  const { facts, tensors } = await look(odd, "a.safetensors");
  expect(facts[0]?.name).toBe("a\uFFFD\uFFFD");
  expect(facts[0]?.value).toHaveLength(500);
  expect(tensors[0]?.name).toBe("a\uFFFD");
  const imports = (await look(pickle(text("a\0"), text("\xed\xa0\x80"), [0x93]), "a.pkl")).imports;
  expect(JSON.stringify(imports)).not.toMatch(/\\u0000|\\ud8/);
});

it("a GGUF that fits is safe", async () => {
  expect(await look(gguf([], [], 0), "m.gguf")).toMatchObject({ safety: "safe", parameters: null, tensorCount: 0 });
  expect(await look(bytes("GGUF", number(4, 7)), "m.gguf")).toMatchObject({ safety: "unknown", problem: expect.stringContaining("version 7") });
});

it("what can't be read is the reader's own error", async () => {
  const broken = { size: 100, read: () => Promise.reject(new Error("The disk is gone.")) };
  await expect(inspect(broken, "m.pkl", inflater)).rejects.toThrow("The disk is gone.");
});
