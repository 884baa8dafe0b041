"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import type { Policy, PolicyScope } from "#server/policies/schema.ts";
import type { Reading } from "./draft.ts";
import { useSettled } from "./use-settled.ts";
import { WordsChanged } from "./words-changed.tsx";

/** What the draft would change, sentence by sentence, and why it could not be saved: as it is typed. */
export function DraftPreview({
  scope, stage, reading, newest, unwritten,
}: { scope: PolicyScope; stage: string; reading: Reading; newest: Policy | null; unwritten: readonly string[] }) {
  const trpc = useTRPC();
  const settled = useSettled(reading, 350);
  const preview = useQuery(trpc.policies.preview.queryOptions({ stage, scope, rules: settled.rules ?? {} }, { enabled: settled.rules !== null, placeholderData: keepPreviousData }));
  const unread = reading.faults ? Object.keys(reading.faults).length : 0;
  return (
    <>
      <div role="status" className="empty:hidden">
        {unread > 0 && <Notice tone="wait" title={unread === 1 ? "One field is still to be filled in" : `${unread} fields are still to be filled in`}>What each needs is told beside it, once you have left it.</Notice>}
        {unread === 0 && preview.data && preview.data.faults.length > 0 && <PolicyFaults title="It can’t be saved like this" faults={preview.data.faults} />}
      </div>
      <Panel title={newest ? `What changes from version ${newest.version}` : "What changes"}>
        {preview.data ? <div aria-busy={preview.isPlaceholderData} className={unread > 0 ? "opacity-60" : undefined}><WordsChanged label="What the draft changes" before={newest?.words ?? unwritten} after={preview.data.words} /></div>
          : preview.error ? <p className="text-refuse">{messageOf(preview.error)}</p> : <SkeletonText lines={2} />}
      </Panel>
    </>
  );
}

/** Why a policy can't be saved, a sentence each. `live` where it is the answer to saving. */
export function PolicyFaults({ title, faults, live = false }: { title: string; faults: readonly string[]; live?: boolean }) {
  return (
    <Notice tone="refuse" title={title} live={live}>
      <ul className="grid gap-1">{faults.map((fault) => <li key={fault} className="break-words">{fault}</li>)}</ul>
    </Notice>
  );
}
