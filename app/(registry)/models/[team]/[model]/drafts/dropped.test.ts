import { describe, expect, test } from "vitest";
import { fingerprintOf, isLeftover, pathFault, placeDropped, takenPaths } from "./dropped.ts";

const file = (size = 3, lastModified = 7) => new File([new Uint8Array(size)], "x", { lastModified });
const dropped = (...paths: string[]) => paths.map((path) => ({ path, file: file() }));
const pathsOf = (placed: readonly { path: string }[]) => placed.map(({ path }) => path);

describe("the paths of what was dropped", () => {
  test("a single folder is the version's folder", () => {
    expect(pathsOf(placeDropped(dropped("model/a.bin", "model/sub/b.bin"), new Set()))).toEqual(["a.bin", "sub/b.bin"]);
  });

  test("two folders, or a folder beside a file, keep their names", () => {
    expect(pathsOf(placeDropped(dropped("one/a", "two/b"), new Set()))).toEqual(["one/a", "two/b"]);
    expect(pathsOf(placeDropped(dropped("one/a", "b"), new Set()))).toEqual(["one/a", "b"]);
    expect(pathsOf(placeDropped(dropped("a", "b"), new Set()))).toEqual(["a", "b"]);
  });

  test("into a draft with files, a folder is added under its name, or meets the files that it brought before", () => {
    const known = new Set(["a.bin", "sub/b.bin"]);
    expect(pathsOf(placeDropped(dropped("tokenizer/vocab.txt"), known))).toEqual(["tokenizer/vocab.txt"]);
    expect(pathsOf(placeDropped(dropped("model/a.bin", "model/c.bin"), known))).toEqual(["a.bin", "c.bin"]);
    expect(pathsOf(placeDropped(dropped("sub/b.bin"), known))).toEqual(["sub/b.bin"]);
  });

  test("names come in one Unicode form, however the disk writes them", () => {
    expect(pathsOf(placeDropped(dropped("cafe\u0301.txt"), new Set()))).toEqual(["caf\u00e9.txt"]);
  });

  test("what the registry would refuse is said before anything is sent", () => {
    const taken = takenPaths(["README.md"]);
    expect(pathFault("readme.md", taken)).toMatch(/README\.md/);
    expect(pathFault("README.md", taken)).toBeNull();
    expect(pathFault("a//b", taken)).toMatch(/empty segment/);
    expect(pathFault("a/b.bin", taken)).toBeNull();
  });

  test("leftovers of operating systems are told from hidden files", () => {
    expect(["sub/.DS_Store", "Thumbs.db", ".gitattributes", "DS_Store"].map(isLeftover)).toEqual([true, true, false, false]);
  });
});

describe("a fingerprint", () => {
  test("is the same for the same file in the same draft, and another for every other", () => {
    const one = { path: "a", file: file() };
    expect(fingerprintOf("d", one)).toBe(fingerprintOf("d", { path: "a", file: file() }));
    const others = [fingerprintOf("e", one), fingerprintOf("d", { path: "b", file: file() }), fingerprintOf("d", { path: "a", file: file(4) }), fingerprintOf("d", { path: "a", file: file(3, 8) })];
    expect(new Set([fingerprintOf("d", one), ...others]).size).toBe(5);
  });

  test("is as long as the registry takes, for the longest path too", () => {
    expect(fingerprintOf("d".repeat(36), { path: "p".repeat(1024), file: file() })).toHaveLength(200);
  });
});
