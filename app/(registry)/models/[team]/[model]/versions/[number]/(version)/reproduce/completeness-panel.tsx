import { Icon } from "#app/_ui/icon.tsx";
import { Meter } from "#app/_ui/meter.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Completeness, CompletenessPart } from "#server/lineage/schema.ts";

const words: Record<CompletenessPart, string> = {
  data: "Data",
  code: "Code",
  clean: "Nothing uncommitted",
  lock: "Lock file",
  environment: "Environment",
  parameters: "Parameters",
  command: "Command",
  seed: "Seed",
  run: "Run",
  metrics: "Metrics on named data",
};

/** How much of what it takes to make a version again is known: what is missing first, with what to do about it. */
export function CompletenessPanel({ completeness: { score, items } }: { completeness: Completeness }) {
  const missing = items.filter(({ remedy }) => remedy !== null);
  const known = items.filter(({ remedy }) => remedy === null);
  return (
    <Panel title="Completeness">
      <div className="grid gap-1.5 pb-2">
        <p className="flex items-baseline gap-2">
          <span className="font-mono text-title font-medium tabular-nums">{score}</span>
          <span className="text-ink-soft">of 100. {missing.length === 0 ? "Everything that it takes to make it again is known." : "What is missing can be declared with the next version, or told by lineage events."}</span>
        </p>
        <Meter kind="score" label="Completeness" value={score} max={100} text={`${score} of 100`} />
      </div>
      <ul className="divide-y divide-line border-t border-line">
        {[...missing, ...known].map(({ part, earned, weight, found, remedy }) => (
          <li key={part} className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2.5 py-2">
            <Icon name={remedy === null ? "check" : "pending"} className={`mt-0.5 ${remedy === null ? "text-allow" : "text-wait"}`} />
            <div className="min-w-0">
              <p className="break-words"><span className="font-medium">{words[part]}.</span> {found}</p>
              {remedy !== null && <p className="max-w-prose text-small break-words text-ink-soft">{remedy}</p>}
            </div>
            <span className="font-mono text-small text-ink-soft tabular-nums">{earned}<span className="sr-only"> of </span><span aria-hidden>/</span>{weight}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
