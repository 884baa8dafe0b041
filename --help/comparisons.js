import { text } from "node:stream/consumers";
import { CountersignError } from "./errors.js";
import { persist } from "./retry.js";
export function openComparisons(api, connection) {
    return {
        async compare(references, { baseline, all } = {}) {
            return await api.comparisons.compare.query({ references: [...references], baseline: placeOf(references, baseline), all: all ?? false });
        },
        async exportComparison(references, { format, baseline, all }) {
            placeOf(references, baseline);
            const query = new URLSearchParams({ versions: references.join(","), format, all: all ? "1" : "0", ...(baseline === undefined ? {} : { baseline }) });
            const accept = format === "csv" ? "text/csv" : "text/markdown";
            return await persist(async () => await text(await connection.open({ method: "GET", path: `/api/compare?${query.toString()}`, headers: { accept } })), { repeatable: true, signal: undefined });
        },
    };
}
function placeOf(references, baseline) {
    const place = baseline === undefined ? 0 : references.indexOf(baseline);
    if (place >= 0)
        return place;
    throw new CountersignError("invalid_input", `The baseline ${JSON.stringify(baseline)} is none of the versions that are compared. Write it as it is written there.`, { details: { baseline, references } });
}
