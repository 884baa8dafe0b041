import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { Outputs, Recipe } from "./wire.ts";
/** A bill of materials as CycloneDX 1.6 has it (https://cyclonedx.org/docs/1.6/json/): as much of it as is typed here. */
export interface Bom {
    bomFormat: "CycloneDX";
    specVersion: "1.6";
    /** Always the same for the same version. */
    serialNumber: string;
    version: number;
    metadata: {
        timestamp: string;
        tools: object;
        component: BomComponent;
    };
    /** Files, data and packages. */
    components: BomComponent[];
    dependencies: {
        ref: string;
        dependsOn?: string[];
    }[];
}
/** A component of a bill of materials; the model itself has a `modelCard`. */
export interface BomComponent {
    type: string;
    "bom-ref"?: string;
    name: string;
    version?: string;
    hashes?: {
        alg: string;
        content: string;
    }[];
    [more: string]: unknown;
}
/** How versions were made. */
export interface Recipes {
    /** How a version was made, as far as it is known: as a recipe, and as a script for sh that makes it again. */
    recipe(reference: string): Promise<Outputs["lineage"]["recipe"]>;
    /** How much of what it takes to make a version again is known, from 0 to 100, and what to do about the rest. */
    completeness(reference: string): Promise<Outputs["lineage"]["completeness"]>;
    /** The bill of materials of a version: CycloneDX 1.6 with a model card. */
    bom(reference: string): Promise<Bom>;
    /**
     * Sends an OpenLineage event: what its run was made from becomes facts of the versions that its outputs name. The same event
     * can be sent again.
     * @throws CountersignError invalid_input, not_found, forbidden, lineage_circle
     */
    report(event: object): Promise<LineageReport>;
}
/** What came of a lineage event: docs/lineage-events.md describes it. */
export interface LineageReport {
    run: string | null;
    kept: boolean;
    known: boolean;
    versions: {
        reference: string;
        added: {
            data: number;
            code: number;
            runs: number;
            parents: number;
        };
    }[];
    notes: string[];
}
/** What `reproduce` has written. */
export interface Reproduction {
    recipe: Recipe;
    /** The paths of the script and of the recipe as JSON. */
    script: string;
    json: string;
}
export declare function openRecipes(api: Api, connection: Connection): Recipes;
/** Writes the recipe of a version into a folder, as `reproduce.sh` and `recipe.json`. Nothing is run. */
export declare function writeRecipe(api: Api, reference: string, to: string): Promise<Reproduction>;
