import type { Api } from "./api.ts";
import type { EffectiveSchema, Inputs, Outputs, SavedSchema, SchemaScope } from "./wire.ts";
/** What new versions need to declare, as JSON Schema: for all models (`{ kind: "site" }`), a team's or one model. */
export interface MetadataSchemas {
    /** Every schema that counts for new versions of a model, and the fields of a form for it. */
    effective(model: string): Promise<EffectiveSchema>;
    /** The newest version of a scope's schema; null where none was saved. */
    get(scope: SchemaScope): Promise<SavedSchema | null>;
    /** Every version of a scope's schema, the newest first: 200 at most. */
    history(scope: SchemaScope): Promise<SavedSchema[]>;
    /**
     * Adds a version; it counts for versions that are registered from then on.
     * @param schema.expected the newest version that its author saw, 0 when there was none
     * @throws CountersignError schema_changed, when there is a newer one; schema_invalid, with `faults` by path; forbidden
     */
    save(schema: Inputs["metadataSchemas"]["save"]): Promise<Outputs["metadataSchemas"]["save"]>;
    /** Takes a scope's schema away; its history stays. */
    remove(scope: SchemaScope, options: {
        note: string;
        expected: number;
    }): Promise<Outputs["metadataSchemas"]["remove"]>;
    /** Why a schema could not be saved, and which of the newest 50 versions of the scope it would have refused. Nothing is saved. */
    preview(scope: SchemaScope, schema: Inputs["metadataSchemas"]["save"]["schema"]): Promise<Outputs["metadataSchemas"]["preview"]>;
    /** What of metadata would be refused if it were a new version's. Nothing is registered. */
    try(model: string, metadata: Record<string, unknown>): Promise<Outputs["metadataSchemas"]["try"]["faults"]>;
}
export declare function openMetadataSchemas(api: Api): MetadataSchemas;
