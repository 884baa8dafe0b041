"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { PolicyScope, Rules, Simulation as Simulated } from "#server/policies/schema.ts";
import { simulationWords } from "./simulation-words.ts";

type Judged = Simulated["promotions"][number];
const limit = 50;

/** Asks what the draft would have said of the promotions that were applied lately, before anything is saved. */
export function Simulation({ scope, stage, rules }: { scope: PolicyScope; stage: string; rules: Rules | null }) {
  const client = useTRPCClient();
  const run = useMutation({ mutationFn: (draft: Rules) => client.policies.simulate.query({ scope, stage, rules: draft, limit }) });
  const isOld = run.data !== undefined && JSON.stringify(run.variables) !== JSON.stringify(rules);
  return (
    <Panel
      title="Try on past promotions"
      actions={<Button size="small" icon="gauge" disabled={rules === null} pending={run.isPending} onClick={() => { if (rules) run.mutate(rules); }}>{run.data ? "Try it again" : "Try it"}</Button>}
    >
      <div className="grid gap-3">
        <p className="max-w-prose text-ink-soft">
          Which of the last {limit} promotions that were applied would this draft have blocked, by the reviews and reports of that time? What was found in files, and who may review, is as it is today. Nothing is saved.
        </p>
        {run.isPending && <Progress label={`Judging the last ${limit} promotions to ${stage}`} />}
        {run.error && <Notice tone="refuse" title="It could not be tried" live>{messageOf(run.error)}</Notice>}
        {run.data && !run.isPending && <Outcome simulated={run.data} stage={stage} isOld={isOld} />}
      </div>
    </Panel>
  );
}

const columns: readonly Column<Judged>[] = [
  { key: "version", header: "Version", cell: ({ id, model, version }) => <Link href={`/promotions/${id}`} target="_blank" className="link">{model} <span className="font-mono">v{version}</span></Link> },
  { key: "applied", header: "Applied", cell: ({ appliedAt }) => <RelativeTime at={appliedAt} /> },
  { key: "verdict", header: "It would have been", cell: ({ blockers }) => (blockers.length > 0 ? <Badge tone="refuse">blocked</Badge> : <Badge tone="allow">let through</Badge>) },
  { key: "why", header: "Why", width: "55%", cell: ({ blockers }) => blockers.length > 0 && <ul className="grid gap-1">{blockers.map(({ what, why }) => <li key={what + why}>{what}. <span className="text-ink-soft">{why}</span></li>)}</ul> },
];

function Outcome({ simulated: { promotions, faults }, stage, isOld }: { simulated: Simulated; stage: string; isOld: boolean }) {
  const blocked = promotions.filter(({ blockers }) => blockers.length > 0);
  const through = promotions.filter(({ blockers }) => blockers.length === 0);
  if (promotions.length === 0) return <p role="status" className="text-ink-soft">{faults.length > 0 ? "It can’t be judged by while its schedules can’t be read." : `Nothing was promoted to ${stage} here yet, so there is nothing to try it on.`}</p>;
  return (
    <div className={isOld ? "grid gap-3 opacity-70" : "grid gap-3"}>
      <p role="status" className="font-medium">{simulationWords(blocked.length, promotions.length)}{isOld && <span className="font-normal text-ink-soft"> The draft was changed since.</span>}</p>
      {blocked.length > 0 && <Table caption="Promotions that would have been blocked" columns={columns} rows={blocked} rowKey={({ id }) => id} />}
      {through.length > 0 && (
        <details open={blocked.length === 0}>
          <summary className="w-fit py-1 text-ink-soft hover:text-ink">{through.length} let through</summary>
          <Table caption="Promotions that would have been let through" columns={columns.slice(0, 3)} rows={through} rowKey={({ id }) => id} />
        </details>
      )}
    </div>
  );
}
