/**
 * The instant that an address or a field names: `2026-05-03T10:00`, with seconds or without, in UTC unless it says another
 * offset.
 * @returns as ISO; null when it is none
 */
export function readInstant(text: string): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!parts) return null;
  const [, day, time = "00:00", offset = "Z"] = parts;
  const instant = new Date(`${day}T${time}${offset}`);
  // A day that the month does not have would be taken for one of the next month.
  if (Number.isNaN(instant.getTime()) || Number.isNaN(Date.parse(`${day}T00:00Z`)) || !new Date(`${day}T00:00Z`).toISOString().startsWith(day ?? "")) return null;
  return instant.toISOString();
}

/** The same as a field of a date and a time holds it, in UTC. */
export function writeInstant(instant: string): string {
  return instant.slice(0, 19);
}
