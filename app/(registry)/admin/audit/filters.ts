import { actions, outcomes, type Action, type Outcome, type RecordFilter } from "#server/audit/schema.ts";
import { modelNameSchema } from "#server/models/schema.ts";

/** What the page's address asks for; empty where it asks for nothing. Days are those of UTC. */
export interface Filters {
  text: string;
  actor: string;
  action: Action | "";
  model: string;
  outcome: Outcome | "";
  /** `2026-05-03`, both days included. */
  from: string;
  to: string;
}

const names = ["text", "actor", "action", "model", "outcome", "from", "to"] as const;
type Given = Partial<Record<(typeof names)[number], string | undefined>>;

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 24 * 60 * 60 * 1000;

/** What the address asks for; what can't be asked for is left out. */
export function readFilters(given: Given): Filters {
  const dayOf = (text = "") => (day.test(text) && !Number.isNaN(Date.parse(text)) ? text : "");
  return {
    text: (given.text ?? "").trim().slice(0, 200),
    actor: (given.actor ?? "").trim().slice(0, 254),
    action: actions.find((each) => each === given.action) ?? "",
    model: modelNameSchema.safeParse(given.model ?? "").data ?? "",
    outcome: outcomes.find((each) => each === given.outcome) ?? "",
    from: dayOf(given.from),
    to: dayOf(given.to),
  };
}

/** What the registry is asked. */
export function recordFilter({ from, to, ...words }: Filters): RecordFilter {
  const asked = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== "")) as RecordFilter;
  return {
    ...asked,
    ...(from && { since: new Date(from).toISOString() }),
    ...(to && { until: new Date(Date.parse(to) + dayMs).toISOString() }),
  };
}

/** The page that shows this. */
export function auditHref(filters: Partial<Filters>, cursor?: string): string {
  const query = new URLSearchParams(names.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])));
  if (cursor) query.set("cursor", cursor);
  return query.size > 0 ? `/admin/audit?${query.toString()}` : "/admin/audit";
}

/** Where the same entries are exported. */
export function exportHref(filters: Filters, format: "jsonl" | "csv"): string {
  return `/api/audit?${new URLSearchParams({ format, ...recordFilter(filters) }).toString()}`;
}
