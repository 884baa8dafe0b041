/**
 * Reads a file that holds one JSON object.
 * @throws CountersignError file_failed; Error, which says what is wrong with its JSON
 */
export declare function readObject(path: string): Promise<Record<string, unknown>>;
