import { createRegistry, type PolicyAddress, type PolicyRules, type Registry } from "@countersign/sdk";
import type { Accounts } from "./accounts.ts";

/** What every model has to satisfy: little enough for a first try. */
const site: Record<string, PolicyRules> = {
  staging: { approvals: 1, expiresDays: 7 },
  production: {
    approvals: 1,
    approvalsLastDays: 30,
    checks: [{ kind: "metadata", keys: ["description", "datasets"] }],
    expiresDays: 14,
    rollback: "at_once",
  },
};

/** Models on which diagnoses rest want more, and the team tries whether it can demand more still. */
const clinical: PolicyRules = {
  approvals: 2,
  checks: [
    { kind: "card" },
    { kind: "files_verified" },
    { kind: "metric", metric: "roc_auc", atLeast: 0.95 },
    { kind: "metric_vs_live", metric: "recall_macro", better: "higher", tolerance: 0.005 },
    { kind: "signature_compatible" },
    { kind: "external", name: "bias-audit" },
  ],
};
const clinicalTried: PolicyRules = {
  ...clinical,
  groups: [{ from: { kind: "role", role: "maintainer" }, approvals: 1 }],
  resolveThreads: true,
  checks: [
    ...(clinical.checks ?? []),
    { kind: "safe_serialization" },
    { kind: "lineage" },
    { kind: "soak", stage: "staging", hours: 24 },
    { kind: "external", name: "shadow-traffic" },
  ],
};

/** Saves the policies of all models. What is there already is left alone. */
export async function saveSitePolicies(url: string, accounts: Accounts): Promise<void> {
  const admin = createRegistry({ url, token: accounts.admin.token });
  for (const [stage, rules] of Object.entries(site)) {
    await saveOnce(admin, { stage, scope: { kind: "site" } }, 1, { mode: "enforce", rules, note: "What every model has to satisfy." });
  }
}

/** Saves the policy of the clinical team: what is in force, and what is only tried. */
export async function saveClinicalPolicy(url: string, accounts: Accounts): Promise<void> {
  const maintainer = createRegistry({ url, token: accounts.maintainer.token });
  const address: PolicyAddress = { stage: "production", scope: { kind: "team", team: "clinical" } };
  await saveOnce(maintainer, address, 1, { mode: "enforce", rules: clinical, note: "Two signatures and a bias audit, as the ethics board has asked." });
  await saveOnce(maintainer, address, 2, { mode: "evaluate", rules: clinicalTried, note: "Could we do without pickles, and with a day in staging? To be decided in a month." });
}

async function saveOnce(registry: Registry, address: PolicyAddress, version: number, policy: { mode: "enforce" | "evaluate"; rules: PolicyRules; note: string }): Promise<void> {
  const saved = (await registry.policies.versions(address)).length;
  if (saved < version) await registry.policies.save({ ...address, ...policy, expected: saved });
}
