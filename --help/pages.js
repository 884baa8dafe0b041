/** How many things a page holds: what the registry gives at most. */
const limit = 100;
/** The items of a list, fetched page by page as they are asked for. */
export async function* readPages(fetch) {
    let cursor;
    do {
        const page = await fetch({ cursor, limit });
        yield* page.items;
        cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
}
