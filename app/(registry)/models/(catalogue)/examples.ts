/** What can be asked, to begin from: each is a query of the language. */
export const examples = [
  { query: "churn", means: "in the name, the description, the tags or the card, also misspelt" },
  { query: "team:risk stage:production", means: "of a team, and live in a stage" },
  { query: "tag:nlp -tag:deprecated", means: "with a tag and without another" },
  { query: "metric.auc>=0.9 sort:metric.auc-desc", means: "a metric of the newest version, the best first" },
  { query: "dataset:transactions-2026 OR param.depth:6", means: "either of two" },
  { query: '"card payments" created:>2026-01-01', means: "a phrase, and when it was created" },
  { query: "has:card is:unsafe", means: "what it has, and what it is" },
  { query: "in:versions framework:onnx", means: "over versions instead of models" },
] as const;
