import type { Window } from "./schema.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Hours of a calendar in the end of a sentence: `from 18:00 on Fridays, for 62 hours (UTC)`. */
export function windowWords({ cron, hours, timeZone }: Window): string {
  return `from ${beginning(cron)}, for ${hours} hour${hours === 1 ? "" : "s"} (${timeZone})`;
}

/** When a schedule begins; one that is more than a time on some days is quoted as it is. */
function beginning(cron: string): string {
  const quoted = `"${cron}"`;
  const [minute = "", hour = "", date = "", month = "", day = ""] = cron.trim().split(/\s+/);
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour)) return quoted;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (date === "*" && month === "*") return day === "*" ? `${time} every day` : onDays(time, day) ?? quoted;
  if (day !== "*" || !/^\d{1,2}$/.test(date)) return quoted;
  if (month === "*") return `${time} on day ${date} of every month`;
  const named = /^\d{1,2}$/.test(month) ? months[Number(month) - 1] : undefined;
  return named ? `${time} on ${date} ${named}` : quoted;
}

function onDays(time: string, field: string): string | null {
  const range = /^(\w+)-(\w+)$/.exec(field);
  if (range) {
    const [from, to] = [dayOf(range[1] ?? ""), dayOf(range[2] ?? "")];
    return from && to ? `${time}, ${from} to ${to}` : null;
  }
  const named = field.split(",").map(dayOf);
  return named.every((day) => day !== undefined) ? `${time} on ${named.map((day) => `${day}s`).join(" and ")}` : null;
}

/** Sunday is 0 and 7; names are their first three letters. */
function dayOf(word: string): string | undefined {
  if (/^[0-7]$/.test(word)) return days[Number(word) % 7];
  return word.length === 3 ? days.find((day) => day.slice(0, 3).toLowerCase() === word.toLowerCase()) : undefined;
}
