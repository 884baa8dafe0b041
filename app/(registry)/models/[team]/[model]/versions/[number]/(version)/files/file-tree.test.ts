import { describe, expect, it } from "vitest";
import type { InspectedFile } from "./inspected.ts";
import { matchesOf, treeOf, type FileNode } from "./file-tree.ts";

const file = (path: string, size = 1): InspectedFile => ({ path, size, sha256: "0".repeat(64), inspection: null });
const drawn = (nodes: readonly FileNode[]): unknown[] => nodes.map((node) => (node.nodes ? [node.name, ...drawn(node.nodes)] : node.name));

describe("a tree of files", () => {
  it("has folders before files, and numbers in their order", () => {
    const files = ["model-10.bin", "model-2.bin", "tokenizer/vocab.txt", "README.md", "tokenizer/added/one.json"].map((path) => file(path));
    expect(drawn(treeOf(files))).toEqual([["tokenizer", ["added", "one.json"], "vocab.txt"], "model-2.bin", "model-10.bin", "README.md"]);
  });

  it("counts in every folder what lies below it", () => {
    const [folder] = treeOf([file("a/b/one", 3), file("a/two", 4)]);
    expect(folder).toMatchObject({ key: "a/", files: 2, bytes: 7 });
  });

  it("tells a folder from a file of its name, and takes names that objects have", () => {
    const keys = treeOf([file("a/x"), file("constructor/y"), file("__proto__")]).map(({ key }) => key);
    expect(keys).toEqual(["a/", "constructor/", "__proto__"]);
  });

  it("is searched by words, in any case and order", () => {
    const files = ["weights/Model-01.safetensors", "weights/model-02.safetensors", "README.md"].map((path) => file(path));
    expect(matchesOf(files, "SAFE model-01").map(({ name }) => name)).toEqual(["weights/Model-01.safetensors"]);
    expect(matchesOf(files, "nothing")).toEqual([]);
  });
});
