interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** How many things a page holds: what the registry gives at most. */
const limit = 100;

/** The items of a list, fetched page by page as they are asked for. */
export async function* readPages<Item>(fetch: (page: { cursor: string | undefined; limit: number }) => Promise<Page<Item>>): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await fetch({ cursor, limit });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
