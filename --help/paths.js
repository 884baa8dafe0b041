const encoder = new TextEncoder();
/**
 * Why `path` can't be the path of a file in a version. The registry holds to the same rules; they are checked here
 * too, because what it says is never trusted with where files are written.
 * @param platform as `process.platform` names it: Windows reserves more
 * @returns the end of a sentence, or null when the path is good
 */
export function pathFault(path, platform = process.platform) {
    if (path === "")
        return "must not be empty";
    if (path.includes("\0"))
        return "must not hold a NUL character";
    if (/\p{Cc}/u.test(path))
        return "must not hold control characters";
    if (/\p{Cs}/u.test(path))
        return "must be valid Unicode";
    if (path.includes("\\"))
        return "must not hold a backslash";
    if (path.startsWith("/") || /^[A-Za-z]:/.test(path))
        return "must be relative to the version's folder";
    if (path !== path.normalize("NFC"))
        return "must be in Unicode normal form NFC; rename the file";
    if (encoder.encode(path).length > 1024)
        return "must be at most 1,024 bytes long";
    for (const segment of path.split("/")) {
        if (segment === "")
            return "must not hold an empty segment";
        if (segment === "." || segment === "..")
            return `must not hold the segment ${segment}`;
        if (encoder.encode(segment).length > 255)
            return "must not hold a name of more than 255 bytes";
        if (platform === "win32" && windowsFault.test(segment))
            return "must not hold a name that Windows reserves";
    }
    return null;
}
/** What Windows takes for a stream, a device or another name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const windowsFault = /[<>:"|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** A path as it stands in a URL. */
export function encodePath(path) {
    return path.split("/").map(encodeURIComponent).join("/");
}
