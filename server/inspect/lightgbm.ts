import type { Findings } from "./findings.ts";
import type { Fact } from "./schema.ts";
import { Damaged, Reader, type Budget, type ByteSource } from "./source.ts";
import { clean, decode, grouped } from "./text.ts";

/** Lines of the header, which has a dozen. */
const mostLines = 100;

const shown = new Map([
  ["version", "version"], ["objective", "objective"], ["num_class", "classes"], ["feature_names", "features"],
  ["max_feature_idx", "last feature"],
]);

/**
 * Reads the header of a model in LightGBM's own text: lines of `key=value` up to the first tree.
 * Source: `GBDT::SaveModelToString` in https://github.com/microsoft/LightGBM
 * @throws Damaged when its trees don't fit into the file, by the sizes that all but the oldest versions give
 */
export async function readLightGbm(source: ByteSource, budget: Budget): Promise<Findings> {
  const reader = new Reader(source, budget);
  const values = new Map<string, string>();
  let lines = 0;
  await reader.run(() => {
    if (lines === mostLines) throw new Damaged("The header of the model does not come to its first tree.");
    const line = reader.line();
    budget.step(20 + line.length);
    const [key = "", ...rest] = decode(line).trim().split("=");
    lines += 1;
    if (key === "Tree") return false;
    values.set(key, rest.join("="));
    return true;
  });
  const features = (values.get("feature_names") ?? "").split(" ").filter((name) => name !== "");
  const trees = (values.get("tree_sizes") ?? "").split(" ").filter((size) => size !== "").map(Number);
  const treeBytes = trees.reduce((sum, size) => sum + size, 0);
  if (!Number.isSafeInteger(treeBytes)) throw new Damaged("The header says of a tree what is no length.");
  if (treeBytes > source.size) throw new Damaged(`The trees take ${grouped(treeBytes)} bytes and the file has ${grouped(source.size)}: it is cut short.`);
  const facts: Fact[] = trees.length > 0 ? [{ name: "trees", value: grouped(trees.length) }] : [];
  for (const [key, name] of shown) {
    const value = values.get(key);
    if (value !== undefined) facts.push({ name, value });
  }
  const classes = Number(values.get("num_class") ?? 1);
  const isCount = Number.isSafeInteger(classes) && classes > 0;
  return {
    inputs: [{ name: "features", type: "float64", shape: ["rows", features.length] }],
    outputs: [{ name: clean(values.get("objective") ?? "prediction", 100), type: "float64", shape: isCount && classes > 1 ? ["rows", classes] : ["rows"] }],
    facts,
  };
}
