/**
 * What of the comparison a comment is about, as it is written down: `metrics`, `metrics.auc`, `files/model.onnx`.
 * The part, and the one thing in it that is meant.
 */
interface About {
  part: string;
  item: string | null;
}

/** Each part of the comparison: how a sentence names it, and one thing in it. */
const parts: Record<string, { whole: string; one: string }> = {
  metrics: { whole: "the metrics", one: "the metric" },
  parameters: { whole: "the parameters", one: "the parameter" },
  files: { whole: "the files", one: "the file" },
  tensors: { whole: "the tensors", one: "the tensor" },
  signature: { whole: "the signature", one: "the signature," },
  data: { whole: "the data", one: "the dataset" },
  card: { whole: "the card", one: "the card," },
  lineage: { whole: "the lineage", one: "the lineage," },
  environment: { whole: "the environment", one: "the package" },
  facts: { whole: "the other facts", one: "the fact" },
};

export function readAbout(about: string): About {
  const at = about.search(/[./]/);
  const part = at === -1 ? about : about.slice(0, at);
  return part in parts && at !== -1 ? { part, item: about.slice(at + 1) } : { part, item: null };
}

/** The same for one thing of a part: files by their path, all else by its name. */
export function aboutOf(part: string, item: string): string {
  return `${part}${part === "files" ? "/" : "."}${item}`;
}

/** `the metric auc`; what the registry does not know of is named as it is written. */
export function aboutWords(about: string): string {
  const { part, item } = readAbout(about);
  const words = parts[part];
  if (!words) return about;
  return item === null ? words.whole : `${words.one} ${item}`;
}

/** Where on the page it is shown; null when it is no part of the comparison. */
export function anchorOf(about: string): string | null {
  const { part } = readAbout(about);
  return part in parts ? `part-${part}` : null;
}
