/**
 * What a date and time field gives, as an instant. The field means the clock of whoever fills it in.
 * @param local `2026-05-03T10:00`; empty when it was left out
 * @returns an ISO instant, or undefined when there is none
 */
export function instantOf(local: string): string | undefined {
  const instant = new Date(local);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** An instant as a date and time field takes it, on this clock: the other way round. */
export function localOf(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The time zone of this clock, as in the IANA database. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
