import type { Api } from "./api.ts";
import type { Access, Grant, Inputs } from "./wire.ts";
/** Who may do what on a model. */
export interface AccessControl {
    /** What the token's owner may do on a model, by what, what withholds it, and who can give what is missing. */
    explain(model: string): Promise<Access>;
    /** The roles that were given on a model, those that have ended too. Needs model:share, as all that follow. */
    grants(model: string): Promise<Grant[]>;
    /**
     * Gives a role on one model, or changes the one that was given.
     * @param grant.to `{ kind: "user", email }` for a person or a service account, `{ kind: "team", team }` for all members of a team
     * @param grant.expiresAt ISO 8601 with its zone; left out or null: without an end
     * @throws CountersignError forbidden; not_found, when there is no such model, person or team; invalid_input
     */
    grant(grant: Inputs["grants"]["set"]): Promise<{
        id: string;
    }>;
    /** Takes a role back. */
    revoke(model: string, grant: string): Promise<void>;
    /** `internal`: everybody who is signed in sees the model; `private`: its team does, and those with a role on it. */
    setVisibility(model: string, visibility: Access["visibility"]): Promise<void>;
}
export declare function openAccess(api: Api): AccessControl;
