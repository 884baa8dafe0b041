/** Which direction of a metric is the better one, and which metrics come first. Pure; pages decide by it as the server does. */
import { z } from "zod";

/** The better direction of a metric; `neither` where it is not known. */
export const betterSchema = z.enum(["higher", "lower", "neither"]);
export type Better = z.infer<typeof betterSchema>;

const lowerIsBetter = new Set([
  "loss", "logloss", "error", "err", "rmse", "mse", "mae", "mape", "smape", "rmsle", "msle", "perplexity", "ppl", "wer", "cer", "ter", "fid",
  "brier", "ece", "fpr", "fnr", "eer", "hinge", "crossentropy", "nll", "latency", "deviance",
]);
const higherIsBetter = new Set([
  "accuracy", "acc", "f1", "fbeta", "auc", "auroc", "auprc", "ap", "map", "precision", "recall", "r2", "sensitivity", "specificity", "tpr", "tnr",
  "iou", "miou", "dice", "bleu", "rouge", "meteor", "chrf", "ndcg", "mrr", "mcc", "kappa", "gini", "ks", "hit", "throughput", "psnr", "ssim",
]);

/** What versions declare of their metrics' directions, each by the metric's name. */
export type Directions = Readonly<Record<string, "higher" | "lower">> | undefined;

/**
 * Which direction of a metric is the better one: as the versions declare it, else as far as its name tells: `val_loss`,
 * `F1 macro`, `rocAuc`. Where two of them declare the opposite, neither is.
 */
export function betterOf(name: string, ...declared: readonly Directions[]): Better {
  const said = new Set(declared.flatMap((directions) => (directions && Object.hasOwn(directions, name) ? [directions[name]!] : [])));
  if (said.size > 0) return said.size > 1 ? "neither" : [...said][0]!;
  const words = wordsOf(name);
  if (words.some((word) => lowerIsBetter.has(word))) return "lower";
  if (words.some((word) => higherIsBetter.has(word))) return "higher";
  return "neither";
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/top[\W_]*\d+/g, " ")
    .replaceAll(/\br[\W_]?2\b|r\^2|r²/g, "r2")
    .split(/[^a-z\d]+/);
}

/** What people look at first. */
const prominence = ["auc", "auroc", "accuracy", "acc", "f1", "r2", "rmse", "mae", "mape", "bleu", "rouge", "map", "iou", "perplexity", "loss", "logloss", "error", "recall", "precision"];

function rankOf(name: string): number {
  const words = wordsOf(name);
  const rank = prominence.findIndex((word) => words.includes(word));
  return rank === -1 ? prominence.length : rank;
}

/**
 * The names of the metrics of some versions, the telling ones first: those that most of the versions have, then those that
 * people usually look at first.
 */
export function metricsInOrder(versions: readonly { metrics: Record<string, number> }[]): string[] {
  const holders = new Map<string, number>();
  for (const { metrics } of versions) for (const name of Object.keys(metrics)) holders.set(name, (holders.get(name) ?? 0) + 1);
  return [...holders]
    .toSorted(([a, held], [b, heldToo]) => heldToo - held || rankOf(a) - rankOf(b) || a.localeCompare(b, "en"))
    .map(([name]) => name);
}
