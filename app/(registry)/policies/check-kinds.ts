import type { CheckDemand } from "#server/policies/schema.ts";

/** How the kinds of checks are called in the form, in the order in which they are offered. */
export const checkKinds: Record<CheckDemand["kind"], { title: string; hint: string; once: boolean }> = {
  metric: { title: "Metric within bounds", hint: "A declared metric is at least or at most so much.", once: false },
  metric_vs_live: { title: "Metric against the live version", hint: "No worse than what is live now, by more than the tolerance. The first version of a stage passes.", once: false },
  metadata: { title: "Metadata declared", hint: "These keys of the metadata hold something.", once: true },
  card: { title: "Model card", hint: "There is a README.md among the files, or somebody has written one.", once: true },
  lineage: { title: "Lineage complete", hint: "Every dataset with its digest, the code with its commit, and the environment are declared.", once: true },
  files_verified: { title: "Files verified", hint: "Every file was looked into, and none is damaged.", once: true },
  safe_serialization: { title: "No code in files", hint: "No file can run code when it is loaded, as a pickle can.", once: true },
  signature_compatible: { title: "Signature compatible", hint: "Whoever calls the live version can call this one.", once: true },
  soak: { title: "Live in an earlier stage first", hint: "The version was live there for so many hours.", once: false },
  external: { title: "Reported check", hint: "A pipeline reported that the check passed.", once: false },
};

export const checkKindNames = Object.keys(checkKinds) as CheckDemand["kind"][];
