import { Badge, type Tone } from "#app/_ui/badge.tsx";
import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Outcome, OutcomeStatus, Report } from "#server/checks/schema.ts";

const signs: Record<OutcomeStatus, { icon: IconName; tone: Exclude<Tone, "seal">; word: string; ink: string }> = {
  passed: { icon: "check", tone: "allow", word: "passed", ink: "text-allow" },
  failed: { icon: "stop", tone: "refuse", word: "failed", ink: "text-refuse" },
  missing: { icon: "pending", tone: "wait", word: "missing", ink: "text-wait" },
  pending: { icon: "hourglass", tone: "wait", word: "pending", ink: "text-wait" },
};

const order: readonly OutcomeStatus[] = ["failed", "missing", "pending", "passed"];

/** The automatic demands of the policy and how the version stands to each; what is only tried is marked so. */
export function Checks({ checks }: { checks: readonly Outcome[] }) {
  if (checks.length === 0) return null;
  const passed = checks.filter(({ status }) => status === "passed").length;
  return (
    <Panel title="Checks" anchor="checks" actions={<span className="text-small text-ink-soft">{passed} of {checks.length} passed</span>}>
      <ul className="divide-y divide-line">
        {checks.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status)).map((check) => <Check key={`${check.id} ${check.enforced}`} check={check} />)}
      </ul>
    </Panel>
  );
}

function Check({ check }: { check: Outcome }) {
  const { status, why, findings, report } = check;
  const { icon, word, ink } = signs[status];
  // What the registry found to be in order needs one line; what a pipeline says is read in any case.
  if (status === "passed" && !report) {
    return (
      <li className="flex gap-2 py-1.5">
        <Icon name={icon} size={14} label={word} className={`mt-0.75 ${ink}`} />
        <details className="min-w-0 flex-1">
          <summary className="flex flex-wrap items-center gap-x-2 rounded-sm hover:bg-hover [&::-webkit-details-marker]:hidden"><Title check={check} /></summary>
          <p className="text-small text-ink-soft">{why}</p>
        </details>
      </li>
    );
  }
  return (
    <li className="flex gap-2 py-2">
      <Icon name={icon} size={14} label={word} className={`mt-0.75 ${ink}`} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2"><Title check={check} /></p>
        <p className="text-small text-ink-soft">{why}</p>
        {findings.length > 0 && <ul className="list-disc ps-4 text-small text-ink-soft">{findings.map((finding) => <li key={finding}>{finding}</li>)}</ul>}
        {report && <Reported report={report} />}
      </div>
    </li>
  );
}

function Title({ check: { title, status, enforced } }: { check: Outcome }) {
  const { word, ink } = signs[status];
  return (
    <>
      <span className="font-medium break-words">{title}</span>
      <span className={`text-small ${ink}`}>{word}</span>
      {!enforced && <Badge title="A policy that is only tried demands it: it blocks nothing">tried</Badge>}
    </>
  );
}

/** What a pipeline said: its numbers, where to read more, and who reported it when. */
function Reported({ report: { numbers, url, by, at } }: { report: Report }) {
  const named = Object.entries(numbers);
  return (
    <>
      {named.length > 0 && (
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 text-small">
          {named.map(([name, value]) => (
            <div key={name} className="contents"><dt className="break-words text-ink-soft">{name}</dt><dd className="text-end"><Metric value={value} /></dd></div>
          ))}
        </dl>
      )}
      <p className="flex flex-wrap gap-x-2 text-small text-ink-soft">
        <span>{by.name}, <RelativeTime at={at} /></span>
        {url && <a href={url} rel="noopener nofollow" className="link inline-flex items-center gap-1">Read the report<Icon name="external" size={11} /></a>}
      </p>
    </>
  );
}
