"use client";

import { useState, useSyncExternalStore } from "react";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { formatBytes, formatDuration } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import type { Obstacle, QueueView } from "./upload-queue.ts";

/** How far all files of a draft have come, and what can be done to all of them. */
export function TransferBar({ view, onPause, onResume, onCancel, onGoOn }: { view: QueueView; onPause: () => void; onResume: () => void; onCancel: () => void; onGoOn: () => void }) {
  const { totals, rate, obstacle } = view;
  const open = totals.files - totals.done;
  const facts = [
    `${formatBytes(totals.sent)} of ${formatBytes(totals.bytes)}`,
    rate !== null && `${formatBytes(rate)}/s`,
    view.secondsLeft !== null && `${formatDuration(Math.ceil(view.secondsLeft) * 1000)} left`,
  ].filter((fact): fact is string => fact !== false);
  return (
    <div className="grid gap-3">
      <Progress label={`${totals.done} of ${totals.files} ${totals.files === 1 ? "file" : "files"}`} value={totals.bytes === 0 ? totals.done : totals.sent} max={totals.bytes === 0 ? totals.files : totals.bytes} detail={facts.join(", ")} />
      {obstacle && <ObstacleNotice obstacle={obstacle} onGoOn={onGoOn} />}
      {open > 0 && (
        <div className="flex flex-wrap gap-2">
          {totals.active > 0 && <Button size="small" onClick={onPause}>Pause all</Button>}
          {totals.paused > 0 && <Button size="small" onClick={onResume}>Resume all</Button>}
          <Button size="small" variant="danger" onClick={onCancel}>Cancel all</Button>
        </div>
      )}
      <SpokenProgress view={view} />
    </div>
  );
}

function ObstacleNotice({ obstacle, onGoOn }: { obstacle: Obstacle; onGoOn: () => void }) {
  if (obstacle.kind === "unreachable") {
    return (
      <Notice tone="wait" title="Waiting for the registry" live action={<Button size="small" onClick={onGoOn}>Try now</Button>}>
        It does not answer at the moment. The uploads go on by themselves, where they were, as soon as it does.
      </Notice>
    );
  }
  return (
    <Notice
      tone="refuse" title="The uploads have stopped" live
      action={(
        <>
          {obstacle.signedOut && <LinkButton size="small" href="/sign-in" target="_blank">Sign in, in a new tab</LinkButton>}
          <Button size="small" onClick={onGoOn}>Go on</Button>
        </>
      )}
    >
      {obstacle.message}
    </Notice>
  );
}

const gentle = 10_000;

/** The same, spoken: when something begins or ends, and otherwise every ten seconds. */
function SpokenProgress({ view: { totals, obstacle } }: { view: QueueView }) {
  const percent = totals.bytes === 0 ? 0 : Math.floor((totals.sent / totals.bytes) * 100);
  const words = `${totals.done} of ${totals.files} files are here, ${percent} per cent${totals.paused > 0 && totals.active === 0 ? ", paused" : ""}.`;
  const phase = `${totals.active > 0} ${totals.paused > 0} ${obstacle?.kind}`;
  const beat = useSyncExternalStore(() => () => {}, () => Math.floor(Date.now() / gentle), () => 0);
  const moment = `${phase} ${beat}`;
  const [spoken, setSpoken] = useState({ moment: "", words: "" });
  if (spoken.moment !== moment) setSpoken({ moment, words });

  return <p role="status" className="sr-only">{spoken.words}</p>;
}
