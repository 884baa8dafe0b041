import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
export function openRecipes(api, connection) {
    return {
        recipe: (reference) => api.lineage.recipe.query({ reference }),
        completeness: (reference) => api.lineage.completeness.query({ reference }),
        bom: async (reference) => (await connection.json({ method: "GET", path: `/api/versions/${reference.split("/").map(encodeURIComponent).join("/")}/bom`, headers: { accept: "application/vnd.cyclonedx+json" } }, true)),
        report: async (event) => (await connection.json({ method: "POST", path: "/api/lineage", headers: { "content-type": "application/json" }, body: JSON.stringify(event) }, true)),
    };
}
/** Writes the recipe of a version into a folder, as `reproduce.sh` and `recipe.json`. Nothing is run. */
export async function writeRecipe(api, reference, to) {
    const { recipe, script } = await api.lineage.recipe.query({ reference });
    await mkdir(to, { recursive: true });
    const places = { script: join(to, "reproduce.sh"), json: join(to, "recipe.json") };
    await writeFile(places.script, script, { mode: 0o755 });
    await chmod(places.script, 0o755);
    await writeFile(places.json, `${JSON.stringify(recipe, null, 2)}\n`);
    return { recipe, ...places };
}
