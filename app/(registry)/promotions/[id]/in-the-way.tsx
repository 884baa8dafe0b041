import { Badge } from "#app/_ui/badge.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Blocker, Promotion } from "#server/promotions/schema.ts";
import type { Member } from "#server/teams/schema.ts";
import { inWords } from "../words.ts";

/** What stands between this promotion and its stage, and who can clear it; one's own first in sight. */
export function InTheWay({ promotion, signers }: { promotion: Promotion; signers: readonly Member[] }) {
  const { blockers, stage, model } = promotion;
  const [team = ""] = model.split("/");
  return (
    <div id="in-the-way" className="grid gap-3">
      <Panel title="In the way" count={blockers.length} kind="boxed" flush>
        <ul className="divide-y divide-line">
          {blockers.map((blocker) => (
            <Reason key={`${blocker.kind}-${blocker.what}`} blocker={blocker} people={blocker.kind === "approvals_missing" ? signers.map((member) => member.name) : []} />
          ))}
          {blockers.length === 0 && <li className="px-4 py-3 text-ink-soft">Nothing. The next approval moves {stage}.</li>}
        </ul>
      </Panel>
      {signers.length === 0 && blockers.some((blocker) => blocker.kind === "approvals_missing") && (
        <Notice tone="wait" title={`Nobody in ${team} can sign this`}>A maintainer of the team has to add a reviewer, or an administrator signs.</Notice>
      )}
    </div>
  );
}

function Reason({ blocker, people }: { blocker: Blocker; people: readonly string[] }) {
  const refused = blocker.kind === "changes_requested";
  return (
    <li className={`flex gap-2.5 px-4 py-3 ${blocker.you ? "bg-wait-wash shadow-[inset_3px_0_0_var(--wait)]" : ""}`}>
      <Icon name={refused ? "stop" : "clock"} className={`mt-0.5 ${refused ? "text-refuse" : "text-wait"}`} />
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {blocker.what}
          {blocker.you && <Badge tone="wait" icon="person" title="You can clear it">yours</Badge>}
        </p>
        <p className="text-small text-ink-soft">{blocker.why}</p>
        <p className="text-small text-ink-soft">
          <span className="font-medium text-ink">{blocker.who}</span>
          {people.length > 0 && <>: {inWords(people.slice(0, 6))}{people.length > 6 && ` and ${people.length - 6} more`}</>}
        </p>
      </div>
    </li>
  );
}
