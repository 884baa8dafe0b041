import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";

const labels: Record<string, string> = { license: "Licence", license_name: "Licence’s name", pipeline_tag: "Task", language: "Language", tags: "Tags", datasets: "Datasets", library_name: "Library", base_model: "Base model" };

/** What the front matter of a card says, key by key. */
export function CardFacts({ front }: { front: Readonly<Record<string, unknown>> }) {
  const keys = Object.keys(front).toSorted((one, other) => placeOf(one) - placeOf(other)).slice(0, 24);
  if (keys.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 rounded-sm border border-line bg-sunken px-3 py-2">
      {keys.map((key) => (
        <div key={key} className="min-w-0">
          <dt className="text-small text-ink-soft">{Object.hasOwn(labels, key) ? labels[key] : key}</dt>
          <dd className="flex flex-wrap gap-1 break-words">{shown(front[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

const order = Object.keys(labels);
const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);

function shown(value: unknown): ReactNode {
  if (Array.isArray(value)) return value.slice(0, 30).map((each, at) => <Badge key={at}>{plain(each)}</Badge>);
  return plain(value);
}

function plain(value: unknown): string {
  const words = typeof value === "string" ? value : JSON.stringify(value);
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}
