/**
 * Tar archives in the pax interchange format (POSIX.1-2017, pax): files only, with nothing but their paths and bytes.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13
 */
const block = 512;
/** What the header has room for, in bytes. */
const shortName = 100;
/**
 * Packs files into one archive.
 * @param files with paths that a version can have, and all their bytes
 */
export function packFiles(files) {
    const pieces = [];
    for (const { path, bytes } of files) {
        const name = Buffer.from(path);
        // A name that is longer, or not in ASCII, stands in a record of its own before the file.
        if (name.length > shortName || name.length !== path.length) {
            const record = pathRecord(name);
            pieces.push(header(Buffer.from("path"), record.length, "x"), record, padding(record.length));
        }
        pieces.push(header(name.subarray(0, shortName), bytes.length, "0"), bytes, padding(bytes.length));
    }
    pieces.push(Buffer.alloc(2 * block));
    return Buffer.concat(pieces);
}
/** `<length> path=<name>\n`, the length in decimal digits and counting itself. */
function pathRecord(name) {
    const rest = " path=".length + name.length + "\n".length;
    let length = rest + String(rest).length;
    length = rest + String(length).length;
    return Buffer.concat([Buffer.from(`${length} path=`), name, Buffer.from("\n")]);
}
function header(name, size, type) {
    const bytes = Buffer.alloc(block);
    name.copy(bytes);
    bytes.write("0000644\0", 100, "latin1");
    bytes.write("0000000\0", 108, "latin1");
    bytes.write("0000000\0", 116, "latin1");
    bytes.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
    bytes.write("00000000000\0", 136, "latin1");
    // The checksum is made as if it were spaces.
    bytes.write("        ", 148, "latin1");
    bytes.write(type, 156, "latin1");
    bytes.write("ustar\x0000", 257, "latin1");
    let sum = 0;
    for (const byte of bytes)
        sum += byte;
    bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return bytes;
}
const zeros = Buffer.alloc(block);
function padding(size) {
    return zeros.subarray(0, (block - (size % block)) % block);
}
