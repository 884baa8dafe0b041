import { describe, expect, it } from "vitest";
import { rowsOf, type TreeNode } from "./tree-rows.ts";

interface Node extends TreeNode<Node> {
  key: string;
}

const nodes: Node[] = [{ key: "a", nodes: [{ key: "a/b", nodes: [{ key: "a/b/c" }] }, { key: "a/d" }] }, { key: "e" }];
const seen = (open: readonly string[], most = 100) =>
  rowsOf(nodes, (key) => open.includes(key), () => most).map((row) => `${row.level} ${row.position}/${row.size} ${row.node ? row.key : `+${row.left}`}`);

describe("the rows of a tree", () => {
  it("are the outermost nodes while nothing is open", () => {
    expect(seen([])).toEqual(["1 1/2 a", "1 2/2 e"]);
  });

  it("go on below what is open, and not below what is open within what is closed", () => {
    expect(seen(["a"])).toEqual(["1 1/2 a", "2 1/2 a/b", "2 2/2 a/d", "1 2/2 e"]);
    expect(seen(["a/b"])).toEqual(["1 1/2 a", "1 2/2 e"]);
    expect(seen(["a", "a/b"])).toContain("3 1/1 a/b/c");
  });

  it("end in one that stands for all others where there are too many", () => {
    expect(seen(["a"], 1)).toEqual(["1 1/2 a", "2 1/2 a/b", "2 2/2 +1", "1 2/2 +1"]);
  });
});
