/** Text for people: aligned columns, sizes and times. Pure but for the machine's time zone. */
/**
 * Lines of aligned columns.
 * @param rows cells as plain text; colours would count as width
 */
export function columns(rows, indent = "") {
    const widths = [];
    for (const row of rows)
        row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
    return rows
        .map((row) => `${indent}${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  ")}`.trimEnd())
        .join("\n");
}
/** Names and what they stand for, aligned; what is null is left out. */
export function facts(pairs) {
    return columns(pairs.filter((pair) => pair[1] !== null && pair[1] !== ""), "  ");
}
/** @param count bytes */
export function size(count) {
    const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    let value = count;
    while (value >= 1024 && unit < units.length - 1) {
        value /= 1024;
        unit++;
    }
    if (unit === 0)
        return count === 1 ? "1 byte" : `${count} bytes`;
    return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
export function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
/** @param seconds shown in the largest unit that makes it at least 1 */
export function duration(seconds) {
    if (seconds < 90)
        return `${Math.max(0, Math.round(seconds))} s`;
    if (seconds < 90 * 60)
        return `${Math.round(seconds / 60)} min`;
    return `${Math.round(seconds / 3600)} h`;
}
/** How long something lasted, in its two largest units: `3 d 4 h`. */
export function lasting(seconds) {
    const units = [
        ["d", Math.floor(seconds / 86_400)],
        ["h", Math.floor(seconds / 3600) % 24],
        ["min", Math.floor(seconds / 60) % 60],
        ["s", Math.floor(seconds) % 60],
    ];
    const first = units.findIndex(([, count]) => count > 0);
    if (first < 0)
        return "0 s";
    return units.slice(first, first + 2).flatMap(([unit, count]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ");
}
/** `2026-05-03 10:00`, in this machine's time zone. */
export function time(iso) {
    const at = new Date(iso);
    const two = (value) => String(value).padStart(2, "0");
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
/** The first characters of `sha256:…`, by which people tell digests apart. */
export function shortDigest(digest) {
    return digest.slice(0, "sha256:".length + 12);
}
