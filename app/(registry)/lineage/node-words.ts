import type { IconName } from "#app/_ui/icon.tsx";
import type { LineageNode } from "#server/lineage/schema.ts";

export const nodeIcons: Record<LineageNode["kind"], IconName> = { version: "layers", dataset: "data", code: "terminal", run: "activity", outside: "external" };
export const nodeNames: Record<LineageNode["kind"], string> = { version: "Version", dataset: "Data", code: "Code", run: "Run", outside: "Outside" };
export const manyNames: Record<LineageNode["kind"], string> = { version: "versions", dataset: "datasets", code: "commits", run: "runs", outside: "outside models" };

/** The page of a thing in a graph: a version's own lineage, what data or code has touched, or where it lies outside; null where there is none. */
export function hrefOf({ kind, subject, url }: Pick<LineageNode, "kind" | "subject" | "url">): string | null {
  if (subject === null) return url;
  return kind === "version" ? versionHref(subject) : impactHref(subject);
}

/** @param reference `team/model@7` */
export function versionHref(reference: string, tab = "/lineage"): string {
  const [model = "", number = ""] = reference.split("@");
  return `/models/${model}/versions/${number}${tab}`;
}

/** The page of what something has touched. */
export function impactHref(subject: string): string {
  return `/impact?of=${encodeURIComponent(subject)}`;
}

/** What is told of a node besides its name. */
export function detailOf({ kind, detail, stages, recalled }: Pick<LineageNode, "kind" | "detail" | "stages" | "recalled">): string {
  const words = recalled ? ["recalled"] : [];
  if (stages.length > 0) words.push(`live in ${stages.join(", ")}`);
  if (words.length > 0) return words.join(", ");
  if (kind === "version") return detail.slice(0, detail.indexOf("/"));
  if (kind === "dataset") return detail === "" ? "no digest" : detail.replace(/^(sha256:.{8}).*$/, "$1…");
  return detail.replace(/^https?:\/\//, "");
}
