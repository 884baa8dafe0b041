import { env } from "node:process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verdictOf } from "./pickle-imports.ts";
import { readPickles } from "./pickle.ts";
import { bytes, call, joblibArray, number, pickle, text } from "./sample-files.ts";
import { Budget, memorySource } from "./source.ts";

const read = (file: Uint8Array) => readPickles(memorySource(file), new Budget());
/** Names with their verdicts, in the order of the list. */
async function importsOf(file: Uint8Array) {
  return ((await read(file)).imports ?? []).map(({ name, verdict }) => `${verdict} ${name}`);
}
/** Whether a pickle is said to run code. */
const isDangerous = async (file: Uint8Array) => (await importsOf(file)).some((each) => each.startsWith("dangerous"));

describe("a pickle that runs code is seen through", () => {
  it.each([
    ["protocol 0, GLOBAL", bytes("cos\nsystem\n(S'id'\ntR.")],
    ["protocol 0, INST", bytes("(S'id'\nios\nsystem\n.")],
    ["protocol 1, OBJ", bytes("(cos\nsystem\nU\x02ido.")],
    ["protocol 2, GLOBAL", bytes([0x80, 2], "cposix\nsystem\nX", number(4, 2), "id", [0x85], "R.")],
    ["protocol 3, bytes", bytes([0x80, 3], "cmarshal\nloads\nC\x02id", [0x85], "R.")],
    ["protocol 4, STACK_GLOBAL", pickle(call("os", "system"))],
    ["protocol 5, in a frame", bytes([0x80, 5, 0x95], number(8, 18), call("os", "system"), ".")],
    ["without PROTO", bytes(call("os", "system"), ".")],
    ["names of Python 2", bytes("c__builtin__\neval\n(S'1'\ntR.")],
    ["a name through attributes", pickle(call("sklearn.svm", "os.system"))],
    ["dunders through attributes", pickle(call("collections", "OrderedDict.__init__.__globals__"))],
    ["NEWOBJ", pickle(text("subprocess"), text("Popen"), [0x93], text("id"), [0x85, 0x81])],
    ["NEWOBJ_EX", pickle(text("subprocess"), text("Popen"), [0x93], ")}", [0x92])],
    ["a call that is never reached", bytes(call("os", "system"), "\xff")],
    ["an import that is cut off", bytes([0x80, 4], "cos\nsystem\n")],
    ["a pickle in the pickle", pickle(text("pickle"), text("loads"), [0x93], "C\x0fcos\nsystem\n)R.", [0x85], "R")],
    ["after a harmless one", bytes(pickle("N"), pickle(call("os", "system")))],
    ["after two harmless ones", bytes("N.", pickle("N"), "cos\nsystem\n)R.")],
    ["ufuncs by any name", pickle(call("numpy.core", "_ufunc_reconstruct"))],
  ])("%s", async (_, file) => {
    expect(await isDangerous(file)).toBe(true);
  });

  it.each([
    ["put into the memo and taken from the stack", [text("os"), [0x94], "0", text("system"), [0x94], "0", "h\x00h\x01", [0x93], ")R"]],
    ["memorised over another name", [text("numpy"), "q\x05", text("os"), "q\x05", "0", "h\x05", text("system"), [0x93], ")R"]],
    ["by GET and PUT in decimal", [text("os"), "p7\n", text("system"), "p8\n", "0", "g7\n", "g8\n", [0x93], ")R"]],
    ["by LONG_BINPUT and LONG_BINGET", [text("os"), "r", number(4, 70_000), "0j", number(4, 70_000), text("system"), [0x93], ")R"]],
    ["doubled", [text("system"), text("os"), "2", "q\x00", "00", "h\x00", text("system"), [0x93], ")R"]],
    ["after a mark that is popped", [text("os"), "(", text("numpy"), "1", text("system"), [0x93], ")R"]],
    ["after a mark that POP takes", [text("os"), "(0", text("system"), [0x93], ")R"]],
    ["as old strings", ["S'os'\n", "U\x06system", [0x93], ")R"]],
    ["as long text", ["X", number(4, 2), "os", [0x8d], number(8, 6), "system", [0x93], ")R"]],
    ["in several frames", [[0x95], number(8, 4), text("os"), [0x95], number(8, 9), text("system"), [0x93], [0x95], number(8, 2), ")R"]],
  ])("a name that is %s", async (_, opcodes) => {
    expect(await importsOf(pickle(...opcodes))).toContain("dangerous os.system");
  });

  it.each([
    ["a name that is made by a call", [text("_codecs"), text("encode"), [0x93], text("bf"), text("rot13"), [0x86], "R", text("system"), [0x93]]],
    ["a name with an escape", ["V\\u006fs\n", text("system"), [0x93]]],
    ["a name that is too long", ["X", number(4, 2000), new Uint8Array(2000).fill(97), text("system"), [0x93]]],
    ["an extension's number", ["\x82\x07"]],
    ["a call of what a call made", [text("foo"), text("Bar"), [0x93], ")R)R"]],
    ["a call of what the loader gave", [text("1"), "Q)R"]],
  ])("%s can't be resolved", async (_, opcodes) => {
    expect(await importsOf(pickle(...opcodes))).toContain("dangerous (unresolvable)");
  });

  it("an import that is altered instead of used", async () => {
    const file = pickle(text("collections"), text("OrderedDict"), [0x93], "N}", text("copy"), "Ns", [0x86], "b");
    expect(await importsOf(file)).toEqual(["dangerous collections.OrderedDict"]);
  });
});

describe("arrays of joblib", () => {
  const array = (...rest: (string | Uint8Array | number[])[]) => bytes([0x80, 4], joblibArray(3), ...rest);

  it("are passed over, and what follows is followed", async () => {
    const { label, problem, truncated, facts } = await read(array("\xff\xfe\xfd", "."));
    expect({ label, problem, truncated, facts }).toEqual({
      label: "Joblib (pickle protocol 4)", problem: null, truncated: false, facts: [{ name: "arrays", value: "1" }],
    });
    expect(await isDangerous(array("\xff\xfe\xfd", "0", call("os", "system"), "."))).toBe(true);
  });

  it("do not hide opcodes from Python's own loader", async () => {
    const evil = bytes(call("os", "system"), ".");
    const file = bytes([0x80, 4], joblibArray(evil.length), evil, ".");
    expect(await importsOf(file)).toContain("dangerous os.system");
  });

  it("do not hide opcodes that lie in the frame, before the array's bytes after it", async () => {
    const evil = bytes("0", call("os", "system"), "0N.");
    const framed = bytes(joblibArray(evil.length), evil);
    expect(await isDangerous(bytes([0x80, 4, 0x95], number(8, framed.length), framed, new Uint8Array(evil.length).fill(0x4e)))).toBe(true);
  });

  it("of unknown length end what can be looked at", async () => {
    const type = bytes("cnumpy\ndtype\n", text("made-up"), [0x85], "R");
    const file = bytes([0x80, 4], "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)", [0x81], "}(", text("shape"), "K\x03", [0x85], text("dtype"), type, "ub", "abc.");
    expect(await read(file)).toMatchObject({ truncated: true });
  });

  it("longer than the file are a problem", async () => {
    expect((await read(array("\x01"))).problem).toMatch(/ends at byte/);
  });

  it("are read as joblib 1.6 writes them: floats, objects, text, empty ones, and types with fields", async () => {
    const written =
      "gASV2AAAAAAAAAB9lCiMAWaUjBNqb2JsaWIubnVtcHlfcGlja2xllIwRTnVtcHlBcnJheVdyYXBwZXKUk5QpgZR9lCiMCHN1YmNsYXNzlIwFbnVtcHmUjAduZGFycmF5lJOUjAVzaGFwZZRLA4WUjAVvcmRlcpSMAUOUjAVkdHlwZZRoCIwFZHR5cGWUk5SMAmY0lImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0lGKMCmFsbG93X21tYXCUiIwbbnVtcHlfYXJyYXlfYWxpZ25tZW50X2J5dGVzlEsQdWIM////////////////AAAAAAAAgD8AAABAlUsAAAAAAAAAjAFvlGgEKYGUfZQoaAdoCmgLSwOFlGgNaA5oD2gRjAJPOJSJiIeUUpQoSwOMAXyUTk5OSv////9K/////0s/dJRiaBeJaBhLEHVigAWVkQAAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsDhZRoA4wFZHR5cGWUk5SMAk84lImIh5RSlChLA4wBfJROTk5K/////0r/////Sz90lGKJXZQoSwGMAXiUTmV0lGIulUMAAAAAAAAAjAFzlGgEKYGUfZQoaAdoCmgLSwKFlGgNaA5oD2gRjAJVMpSJiIeUUpQoSwNoFU5OTksISwRLCHSUYmgXiGgYSxB1Ygf/////////YQAAAGIAAABjAAAAAAAAAJVLAAAAAAAAAIwBepRoBCmBlH2UKGgHaApoC0sCSwCGlGgNaA5oD2gRjAJmOJSJiIeUUpQoSwNoFU5OTkr/////Sv////9LAHSUYmgXiGgYSxB1Ygv//////////////5WBAAAAAAAAAIwBdJRoBCmBlH2UKGgHaApoC0sChZRoDWgOaA9oEYwCVjWUiYiHlFKUKEsDaCBOjAFhlIwBYpSGlH2UKGg5aBRLAIaUaDpoEYwCdTGUiYiHlFKUKEsDaCBOTk5K/////0r/////SwB0lGJLBIaUdUsFSwFLEHSUYmgXiGgYSxB1YgX//////wAAAAAAAAAAAAB1Lg==";
    const found = await read(new Uint8Array(Buffer.from(written, "base64")));
    expect(found).toMatchObject({ problem: null, truncated: false, isWhole: true, facts: [{ name: "arrays", value: "5" }] });
    expect(found.imports?.every(({ verdict }) => verdict === "safe")).toBe(true);
  });
});

describe("what a pickle holds", () => {
  it("is said with every import and how often it is made", async () => {
    const file = pickle(call("foo", "bar"), call("collections", "OrderedDict"), "cfoo\nbar\n");
    expect((await read(file)).imports).toEqual([
      { name: "foo.bar", verdict: "unknown", count: 2 },
      { name: "collections.OrderedDict", verdict: "safe", count: 1 },
    ]);
  });

  it("can be tensors of PyTorch, with their names", async () => {
    const storage = bytes("(", text("storage"), "ctorch\nFloatStorage\n", text("0"), text("cpu"), "K\x06tQ");
    const tensor = bytes("ctorch._utils\n_rebuild_tensor_v2\n(", storage, "K\x00", "K\x02K\x03", [0x86], "K\x03K\x01", [0x86], [0x89], "NtR");
    const file = pickle("}(", text("weight"), tensor, text("bias"), "ctorch._utils\n_rebuild_parameter\n", tensor, [0x88], "N", [0x87], "Ru");
    const { tensors, facts } = await read(file);
    expect(tensors?.tensors).toEqual(["weight", "bias"].map((name) => ({ name, dtype: "float32", shape: [2, 3], parameters: 6, bytes: null })));
    expect(facts).toEqual([{ name: "persistent identifiers", value: "2" }]);
  });

  it("is not all known when something follows that is no pickle", async () => {
    expect(await read(bytes(pickle("N"), "\xff\xff"))).toMatchObject({ problem: null, truncated: true });
  });

  it.each([
    ["the end comes before STOP", bytes([0x80, 4], "N"), /ends at byte 3/],
    ["a byte is no opcode", bytes([0x80, 4], "\xff."), /0xff/],
    ["the stack is empty", pickle("0"), /more values than it has made/],
    ["a mark is missing", pickle("t"), /mark/],
    ["the memo has no such value", pickle("h\x05"), /value 5/],
    ["the protocol is none", bytes([0x80, 9], "N."), /protocol 9/],
    ["a frame is too long", bytes([0x80, 4, 0x95], number(8, 100), "N."), /frame/],
    ["an opcode goes beyond its frame", bytes([0x80, 4, 0x95], number(8, 2), text("os"), "."), /frame/],
  ])("is damaged when %s", async (_, file, problem) => {
    expect((await read(file)).problem).toMatch(problem);
  });
});

it("only what is listed is safe", () => {
  expect(verdictOf("sklearn.ensemble._forest", "RandomForestClassifier").verdict).toBe("safe");
  expect(verdictOf("sklearn.datasets._base", "GzipFile").verdict).toBe("unknown");
  expect(verdictOf("sklearn.compose._column_transformer", "Parallel").verdict).toBe("unknown");
  expect(verdictOf("sklearn.svm._classes", "SVC.fit").verdict).toBe("unknown");
  expect(verdictOf("numpy", "load").verdict).toBe("dangerous");
  expect(verdictOf("os.path", "join").verdict).toBe("dangerous");
  expect(verdictOf("builtins", "print").verdict).toBe("unknown");
  expect(verdictOf("numpy ", "dtype").verdict).toBe("unknown");
});

/** Opcodes that leave one more value on the stack, and import nothing. */
const value = fc.oneof(
  fc.constantFrom(
    bytes("N"), bytes("K\x07"), bytes("]"), bytes("}"), bytes(")"), bytes([0x88]), bytes("(K\x01K\x02t"), bytes("(N]", "\x90".slice(1), "l"), bytes("I7\n"),
    bytes("(NNd"), bytes("G", new Uint8Array(8)), bytes("C\x03abc"), bytes("N2", [0x86]), bytes("(1N"), bytes("]Na"), bytes("](NNe"), bytes("}NNs"), bytes("K\x00q\xc8"),
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }).map(text),
);

/** Ways to have text on the stack, with nothing else left there. */
const pushed = (word: string) =>
  fc.constantFrom(
    text(word), bytes("X", number(4, word.length), word), bytes("S'", word, "'\n"), bytes("V", word, "\n"), bytes([0x8d], number(8, word.length), word),
    bytes(text(word), "q\xf0", "0h\xf0"), bytes(text(word), "p241\n0N0g241\n"), bytes("N0", text(word), "20"), bytes("(0", text(word)), bytes(text("x"), "0", text(word)),
  );

const imported = fc.oneof(
  fc.constant(bytes("cos\nsystem\n")),
  fc.tuple(pushed("os"), pushed("system")).map(([from, name]) => bytes(from, name, [0x93])),
);

it("an import of os.system is found wherever and however it is made", async () => {
  const program = fc.tuple(fc.array(value, { maxLength: 30 }), imported, fc.array(value, { maxLength: 10 }), fc.uint8Array({ maxLength: 40 }));
  const numRuns = env.COUNTERSIGN_CAMPAIGN === "1" ? 10_000 : 1_000;
  await fc.assert(
    fc.asyncProperty(program, async ([before, evil, between, after]) => {
      const file = bytes([0x80, 4], ...before, evil, ...between, after);
      expect(await importsOf(file)).toContain("dangerous os.system");
    }),
    { numRuns, seed: 20_261_123 },
  );
});
