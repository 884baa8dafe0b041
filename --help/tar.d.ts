/**
 * Tar archives in the pax interchange format (POSIX.1-2017, pax): files only, with nothing but their paths and bytes.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13
 */
/**
 * Packs files into one archive.
 * @param files with paths that a version can have, and all their bytes
 */
export declare function packFiles(files: readonly {
    path: string;
    bytes: Buffer;
}[]): Buffer;
