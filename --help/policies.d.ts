import type { Api } from "./api.ts";
import type { Outputs, Policy, PolicyRules, PolicyScope, PolicySimulation, WordedPolicy } from "./wire.ts";
/** One policy: that of a stage for all models (`{ kind: "site" }`), a team's or a model's. */
export interface PolicyAddress {
    stage: string;
    scope: PolicyScope;
}
/** What a stage demands. */
export interface Policies {
    /** What counts for a stage of a model, all scopes together, as rules and in sentences. */
    effective(model: string, stage: string): Promise<WordedPolicy>;
    /** Every version of one document, the newest first: 200 at most. */
    versions(address: PolicyAddress): Promise<Policy[]>;
    /**
     * Adds a version to a document. It counts from here on, for promotions that are open too.
     * @param policy.mode `enforce`, or `evaluate` to show what it would block while the last enforced one stays in force
     * @param policy.expected the newest version that its author saw, 0 when there was none
     * @throws CountersignError policy_changed, when there is a newer one; policy_unsatisfiable, with a sentence for each of its
     *   `faults`; forbidden
     */
    save(policy: PolicyAddress & {
        mode: Policy["mode"];
        rules: PolicyRules;
        note: string;
        expected: number;
    }): Promise<Outputs["policies"]["save"]>;
    /**
     * What rules would have said of the promotions that were applied last, each at the instant before it was. Nothing is saved.
     * @param draft.limit how many promotions: 50 unless said otherwise, 200 at most
     * @returns `faults`, for which the rules could not be saved, and the promotions with what would have blocked each
     */
    simulate(draft: PolicyAddress & {
        rules: PolicyRules;
        limit?: number | undefined;
    }): Promise<PolicySimulation>;
}
export declare function openPolicies(api: Api): Policies;
