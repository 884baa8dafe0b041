import { transferWaitMs } from "./retry.js";
const limit = 500;
/** How long the registry keeps a question open that has no answer yet, in seconds. */
const longestWait = 25;
/** See Registry.events. A registry that is away is waited for: two minutes, or as long as it takes where it is followed. */
export async function* readEvents(connection, { after = 0, types, model, follow = false, signal } = {}) {
    const wait = follow ? Math.min(longestWait, Math.floor(connection.patienceMs / 2000)) : 0;
    const filter = { limit: String(limit), wait: String(wait), ...(types ? { types: types.join(",") } : {}), ...(model === undefined ? {} : { model }) };
    for (let next = after;;) {
        const query = new URLSearchParams({ after: String(next), ...filter });
        const call = { method: "GET", path: `/api/events?${query.toString()}`, signal, alone: true };
        const page = (await connection.json(call, true, follow ? Infinity : transferWaitMs));
        yield* page.items;
        next = page.next;
        if (!follow && !page.more)
            return;
    }
}
