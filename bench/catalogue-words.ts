/** What the rows of a large catalogue are made of: by a seed, and unevenly, as people write. */

const syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "bran", "cor", "dell", "fin", "gor", "lum", "mar", "nor", "pel", "quin", "ros", "sten", "tor", "val", "wen"];
const common = ["forecast", "churn", "fraud", "image", "risk", "text", "classifier", "detector", "ranking", "demand", "transactions", "customers", "daily", "recurrent", "gradient", "boosted", "embedding", "segmentation", "anomaly", "pricing", "retention", "sentiment", "document", "speech", "route", "inventory", "credit", "claims", "patient", "sensor"];

export const frameworks = ["pytorch", "scikit-learn", "onnx", "xgboost", "tensorflow", "lightgbm", "jax", "catboost", "spark-ml", "prophet"];
export const tasks = ["classification", "regression", "ranking", "forecasting", "segmentation", "detection", "embedding", "translation"];
export const metricNames = ["auc", "accuracy", "f1", "log_loss", "rmse", "recall", "precision", "latency_ms", "mae", "r2"];
export const licenses = ["apache-2.0", "mit", "proprietary", "cc-by-4.0", "gpl-3.0"];
export const tags = ["nlp", "tabular", "vision", "production-ready", "experimental", "deprecated", "baseline", "quarterly", "pii", "audited", ...Array.from({ length: 190 }, (_, n) => `topic-${n}`)];

/** Mulberry32: numbers from 0 to 1 by a seed. */
export function seeded(state: number) {
  let at = state;
  const chance = () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(chance() * count);
  /** The first ones far more often than the last. */
  const skewed = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() ** 3 * items.length)]!;
  /** Up to so many different ones. */
  const some = <Item>(items: readonly Item[], most: number): Item[] => [...new Set(Array.from({ length: below(most + 1) }, () => skewed(items)))];
  const words = (count: number) => Array.from({ length: count }, () => skewed(vocabulary)).join(" ");
  return { chance, below, skewed, some, words };
}
export type Random = ReturnType<typeof seeded>;

/** Some 4,000 words, the common ones first. */
const vocabulary = (() => {
  const words = new Set(common);
  for (const one of syllables) for (const two of syllables) for (const three of syllables.slice(0, 5)) words.add(one + two + three);
  return [...words];
})();

/** A word that few descriptions hold. */
export const rareWord = vocabulary.at(-40)!;
