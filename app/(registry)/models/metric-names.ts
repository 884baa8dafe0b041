import type { Better } from "#app/_ui/format.ts";

const lowerIsBetter = new Set([
  "loss", "logloss", "error", "err", "rmse", "mse", "mae", "mape", "smape", "rmsle", "msle", "perplexity", "ppl", "wer", "cer", "ter", "fid",
  "brier", "ece", "fpr", "fnr", "eer", "hinge", "crossentropy", "nll", "latency", "deviance",
]);
const higherIsBetter = new Set([
  "accuracy", "acc", "f1", "fbeta", "auc", "auroc", "auprc", "ap", "map", "precision", "recall", "r2", "sensitivity", "specificity", "tpr", "tnr",
  "iou", "miou", "dice", "bleu", "rouge", "meteor", "chrf", "ndcg", "mrr", "mcc", "kappa", "gini", "ks", "hit", "throughput", "psnr", "ssim",
]);

/** Which direction of a metric is the better one, as far as its name tells: `val_loss`, `F1 macro`, `rocAuc`. */
export function betterOf(name: string): Better {
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
