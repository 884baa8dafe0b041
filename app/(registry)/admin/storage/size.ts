/** Powers of 1,024 and of 1,000, each from the greatest. */
const binary: readonly [string, number][] = [["PiB", 1024 ** 5], ["TiB", 1024 ** 4], ["GiB", 1024 ** 3], ["MiB", 1024 ** 2], ["KiB", 1024]];
const decimal: readonly [string, number][] = [["PB", 1000 ** 5], ["TB", 1000 ** 4], ["GB", 1000 ** 3], ["MB", 1000 ** 2], ["KB", 1000]];
const units = new Map([...binary, ...decimal, ["B", 1] as const].map(([name, size]) => [name.toLowerCase(), size]));

/** What was typed for a size: bytes, null where nothing was (no limit), or why it can't be understood. */
export type TypedSize = { bytes: number | null } | { fault: string };

/** Reads a size as people write it: `500 GiB`, `1.5tib`, `250 GB`, `0 B`; nothing means that there is no limit. */
export function readSize(text: string): TypedSize {
  const typed = text.trim();
  if (typed === "") return { bytes: null };
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(typed) ?? [];
  if (number === "") return { fault: "Must be a number and a unit, such as 500 GiB; or nothing, for no limit." };
  if (unit === "") return { fault: `Must have a unit: ${number} GiB, ${number} TiB, or ${number} B for bytes.` };
  const size = units.get(unit.toLowerCase());
  if (size === undefined) return { fault: `“${unit}” is no unit of bytes. Use B, KiB, MiB, GiB, TiB or PiB; KB to PB count in thousands.` };
  const bytes = Math.round(Number(number) * size);
  if (!Number.isSafeInteger(bytes)) return { fault: "Must be less than 8 PiB; leave it empty for no limit." };
  return { bytes };
}

/** The same size as text, to the byte: in the unit in which that is shortest, with three decimals at most. */
export function writeSize(bytes: number | null): string {
  if (bytes === null) return "";
  const ways = [...binary, ...decimal].map(([name, size]) => ({ name, size, amount: Number((bytes / size).toFixed(3)) }));
  const exact = ways.filter(({ size, amount }) => amount >= 1 && amount * size === bytes).map(({ name, amount }) => `${amount} ${name}`);
  return [...exact, `${bytes} B`].toSorted((one, other) => one.length - other.length)[0] ?? "";
}
