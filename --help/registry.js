import { openAccess } from "./access.js";
import { openApi } from "./api.js";
import { openAudit } from "./audit.js";
import { openCards } from "./cards.js";
import { openChecks } from "./checks.js";
import { openComparisons } from "./comparisons.js";
import { openConnection } from "./connection.js";
import { openDeployments } from "./deployments.js";
import { CountersignError } from "./errors.js";
import { readEvents } from "./events.js";
import { openMetadataSchemas } from "./metadata-schemas.js";
import { readPages } from "./pages.js";
import { inTeam, openSearch } from "./search.js";
import { openLineage } from "./lineage.js";
import { openPolicies } from "./policies.js";
import { openPromotions } from "./promotions.js";
import { pull } from "./pull.js";
import { openRecipes, writeRecipe } from "./recipes.js";
import { saveModel } from "./push.js";
import { openTags } from "./tags.js";
export const defaultUrl = "http://127.0.0.1:3000";
const defaultTimeoutMs = 60_000;
/**
 * Opens a registry. Nothing is asked of it before the first call.
 * @throws CountersignError invalid_setting, when the address is none
 */
export function createRegistry(options = {}) {
    const token = (options.token ?? process.env["COUNTERSIGN_TOKEN"]) || undefined;
    refuseMalformed(token);
    const connection = openConnection(options.url ?? (process.env["COUNTERSIGN_URL"] || defaultUrl), token, options.timeoutMs ?? defaultTimeoutMs);
    const place = { url: connection.url, token, patienceMs: options.timeoutMs ?? defaultTimeoutMs };
    const api = openApi(connection);
    const search = openSearch(api);
    return {
        url: connection.url,
        api,
        whoami: () => api.identity.whoami.query(),
        saveModel: (save) => saveModel(api, connection, save),
        get: (reference) => api.versions.get.query({ reference }),
        pull: (reference, given) => pull(api, place, reference, { ...given, cache: given.cache ?? options.cache }),
        ...openComparisons(api, connection),
        promotions: openPromotions(api),
        cards: openCards(api),
        checks: openChecks(api),
        deployments: openDeployments(api),
        checkIn: (loaded) => api.runtime.checkIn.mutate(loaded),
        policies: openPolicies(api),
        tags: openTags(api),
        metadataSchemas: openMetadataSchemas(api),
        audit: openAudit(connection),
        access: openAccess(api),
        lineage: { ...openLineage(api), ...openRecipes(api, connection) },
        reproduce: (reference, { to }) => writeRecipe(api, reference, to),
        events: (given) => readEvents(connection, given),
        stages: () => api.stages.list.query(),
        history: (model, { pointer } = {}) => readPages((page) => api.pointers.history.query({ model, pointer, ...page })),
        liveAt: (model, at) => api.pointers.liveAt.query({ model, at }),
        archive: (reference, { reason }) => api.versions.archive.mutate({ reference, reason }),
        unarchive: (reference) => api.versions.unarchive.mutate({ reference }),
        deleteVersion: (reference, { reason }) => api.deletions.deleteVersion.mutate({ reference, reason }),
        restoreVersion: async (reference) => api.deletions.restoreVersion.mutate(readNumbered(reference)),
        search,
        list: ({ search: query, team } = {}) => search(inTeam(query, team)),
    };
}
function readNumbered(reference) {
    const [, model, number] = /^([^@]+)@([1-9]\d{0,8})$/.exec(reference) ?? [];
    if (model !== undefined && number !== undefined)
        return { model, version: Number(number) };
    throw new CountersignError("invalid_input", `${JSON.stringify(reference)} does not name a version by its number. Write it like team/model@7.`, {
        details: { reference },
    });
}
/** A header holds no line break: what a pasted token brought along is told here, not by the network. */
function refuseMalformed(token) {
    if (token === undefined || /^[\x21-\x7e]+$/.test(token))
        return;
    throw new CountersignError("invalid_setting", "The token holds spaces, line breaks or other characters that no token has. It looks like cs_….");
}
