import type { Tone } from "#app/_ui/badge.tsx";
import { toneText } from "#app/_ui/badge.tsx";
import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Concern } from "#server/models/schema.ts";

const words: Record<Concern["kind"], { tone: Tone; icon: IconName; what: string; more: string; part: string }> = {
  recalled: { tone: "refuse", icon: "stop", what: "is recalled", more: "It was recalled, or comes of a dataset or version that was. Nobody should rely on it.", part: "" },
  unsafe: { tone: "wait", icon: "warning", what: "has files that may run code", more: "Loading them runs what is in them. Look at what was found before you do.", part: "/files" },
  no_card: { tone: "wait", icon: "file", what: "has no card", more: "Nothing says what it is for, and where it must not be used.", part: "/card" },
  nothing_live: { tone: "neutral", icon: "clock", what: "is the newest, and nothing is live", more: "No version was promoted to a stage, or all were taken out.", part: "" },
};

/** What is not as it should be with the versions that are live and the newest one. A model that is well has no such panel. */
export function Concerns({ base, concerns }: { base: string; concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null;
  // One version may be live in several stages: it is one concern.
  const groups = [...Map.groupBy(concerns, ({ kind, version }) => `${kind} ${version}`).values()];
  return (
    <Panel kind="boxed" title="Needs a look" count={groups.length}>
      <ul className="-my-1 divide-y divide-line">
        {groups.map((group) => {
          const [first] = group;
          if (!first) return null;
          const { kind, version } = first;
          const { tone, icon, what, more, part } = words[kind];
          const stages = group.flatMap(({ stage }) => stage ?? []);
          return (
            <li key={`${kind} ${version}`} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 py-2">
              <Icon name={icon} size={16} className={`mt-0.5 ${toneText[tone]}`} />
              <div>
                <p><Link href={`${base}/versions/${version}${part}`} className="link"><span className="font-mono">v{version}</span></Link> {what}</p>
                <p className="text-small text-ink-soft">{stages.length > 0 && <>Live in {stages.join(" and ")}. </>}{more}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
