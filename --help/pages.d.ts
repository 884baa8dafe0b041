interface Page<Item> {
    items: Item[];
    nextCursor: string | null;
}
/** The items of a list, fetched page by page as they are asked for. */
export declare function readPages<Item>(fetch: (page: {
    cursor: string | undefined;
    limit: number;
}) => Promise<Page<Item>>): AsyncGenerator<Item, void, undefined>;
export {};
