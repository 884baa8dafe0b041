/**
 * What a stream has told of each of its references: the number of a version, null for none, undefined for nothing yet.
 * It is the id of the stream's events, so that whoever comes back with the last one is told what has moved meanwhile.
 */
export type Position = (number | null | undefined)[];

/** Such as `7,-,3`: in the order of the references, `-` for none and `?` for nothing yet. */
export function writePosition(position: Position): string {
  return position.map((version) => (version === undefined ? "?" : (version ?? "-"))).join(",");
}

/**
 * @param text as `writePosition` gives it; whatever else it is, nothing was told yet
 * @param length how many references there are
 */
export function readPosition(text: string | null | undefined, length: number): Position {
  const parts = text?.split(",") ?? [];
  return Array.from({ length }, (_, at) => {
    const part = parts.length === length ? parts[at]! : "?";
    if (part === "-") return null;
    return /^[1-9]\d{0,8}$/.test(part) ? Number(part) : undefined;
  });
}
