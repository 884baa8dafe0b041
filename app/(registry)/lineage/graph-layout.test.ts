import { describe, expect, it } from "vitest";
import type { LineageEdge, LineageNode } from "#server/lineage/schema.ts";
import { layOut, mostSiblings, stepFrom } from "./graph-layout.ts";

const node = (id: string, more: Partial<LineageNode> = {}): LineageNode => ({ id, kind: "version", label: id, detail: id, subject: id, url: null, stages: [], recalled: false, ...more });
const edge = (from: string, to: string): LineageEdge => ({ from, to, relation: "fine-tuned-from" });
/** `a>b b>c`. */
const graph = (text: string, root: string) => {
  const edges = text.split(" ").map((pair) => edge(...(pair.split(">") as [string, string])));
  return { root, edges, nodes: [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((id) => node(id)) };
};
const layersOf = (layout: ReturnType<typeof layOut>) => Object.fromEntries(layout.placed.map(({ id, layer }) => [id, layer]));

describe("a graph is laid out", () => {
  it("with what was there first to the left, and every edge to the right, also where a short way leads there too", () => {
    expect(layersOf(layOut(graph("a>b b>r a>r r>c c>d r>d", "r")))).toEqual({ a: -2, b: -1, r: 0, c: 1, d: 2 });
  });

  it("so that no two nodes lie on each other", () => {
    const { placed } = layOut(graph("a>r b>r c>b r>d r>e d>f e>f", "r"));
    expect(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size).toBe(placed.length);
  });

  it("with the first of many siblings alone, live ones before, and more when their fold is opened", () => {
    const many = Array.from({ length: 40 }, (_, at) => `r>n${at}`).join(" ");
    const given = graph(`${many} n39>deep`, "r");
    const nodes = given.nodes.map((each) => (each.id === "n30" ? { ...each, stages: ["production"] } : each));
    const first = layOut({ ...given, nodes });
    expect(first.placed.filter(({ layer, node: shown }) => layer === 1 && shown)).toHaveLength(mostSiblings);
    expect(first.placed.some(({ id }) => id === "n30")).toBe(true);
    // What is reached by way of a folded one is folded with it.
    expect(first.placed.some(({ id }) => id === "deep")).toBe(false);
    const fold = first.placed.find((each) => each.fold)?.fold;
    expect(fold).toMatchObject({ kind: "version", count: 40 - mostSiblings });
    const opened = layOut({ ...given, nodes }, new Map([[fold!.id, 100]]));
    expect(opened.placed.some(({ id }) => id === "deep")).toBe(true);
    expect(opened.placed.some((each) => each.fold)).toBe(false);
  });

  it("within an eye's blink, with thousands of nodes in a long chain, a wide fan and a dense mesh", () => {
    const chain = Array.from({ length: 2000 }, (_, at) => `c${at}>c${at + 1}`).join(" ");
    const fan = Array.from({ length: 2000 }, (_, at) => `c0>f${at}`).join(" ");
    const mesh = Array.from({ length: 10_000 }, (_, at) => `f${at % 100}>m${at % 1009}`).join(" ");
    const given = graph(`${chain} ${fan} ${mesh}`, "c0");
    const started = performance.now();
    const { placed } = layOut(given, new Map([["down version c0", 5000]]));
    expect(placed.length).toBeGreaterThan(4000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("an arrow key", () => {
  const layout = layOut(graph("a>r b>r r>c r>d", "r"));
  it("leads along an edge, and up and down within a layer", () => {
    expect(stepFrom(layout, "c", "upstream")).toBe("r");
    expect(["c", "d"]).toContain(stepFrom(layout, "r", "downstream"));
    const [upper, lower] = ["c", "d"].toSorted((one, other) => layout.placed.find(({ id }) => id === one)!.y - layout.placed.find(({ id }) => id === other)!.y) as [string, string];
    expect(stepFrom(layout, upper, "below")).toBe(lower);
    expect(stepFrom(layout, lower, "above")).toBe(upper);
    expect(stepFrom(layout, upper, "above")).toBeNull();
    expect(stepFrom(layout, "a", "upstream")).toBeNull();
  });
});
