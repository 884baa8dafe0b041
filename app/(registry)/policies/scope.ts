import type { PolicyScope } from "#server/policies/schema.ts";

/** Where the policy of a stage and scope is shown. */
export function policyHref(scope: PolicyScope, stage: string): string {
  switch (scope.kind) {
    case "site":
      return `/admin/policies/${stage}`;
    case "team":
      return `/teams/${scope.team}/policies/${stage}`;
    case "model":
      return `/models/${scope.model}/policies/${stage}`;
  }
}

/** Whose a policy is, in a few words: `the site`, `the team risk`, `risk/fraud-detector`. */
export function scopeName(scope: PolicyScope): string {
  switch (scope.kind) {
    case "site":
      return "the site";
    case "team":
      return `the team ${scope.team}`;
    case "model":
      return scope.model;
  }
}

/** What a policy of this scope is about, and who changes it. */
export function scopeWords(scope: PolicyScope): { holds: string; keepers: string } {
  switch (scope.kind) {
    case "site":
      return { holds: "What every model’s promotion has to satisfy. Teams and models can add to it, and take nothing away.", keepers: "Administrators of this registry change it." };
    case "team":
      return { holds: `What the promotions of ${scope.team}’s models have to satisfy besides the policy of the site, which it can only make stricter.`, keepers: `Maintainers of ${scope.team} change it.` };
    case "model":
      return { holds: "What the promotions of this model have to satisfy besides the policies of its team and of the site, which it can only make stricter.", keepers: `Maintainers of ${scope.model.split("/")[0] ?? "its team"} change it.` };
  }
}
