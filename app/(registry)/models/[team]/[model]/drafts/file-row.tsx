"use client";

import { memo } from "react";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { formatBytes } from "#app/_ui/format.ts";
import { Icon, type IconName } from "#app/_ui/icon.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import type { DraftActs } from "./draft-acts.ts";
import { percentOf, sentOf, type DraftFile } from "./draft-file.ts";

type FileActs = Pick<DraftActs, "pause" | "resume" | "remove">;

const icons: Record<DraftFile["state"]["kind"], { icon: IconName; ink: string }> = {
  absent: { icon: "hourglass", ink: "text-wait" },
  waiting: { icon: "pending", ink: "text-ink-faint" },
  uploading: { icon: "arrow-up", ink: "text-ink" },
  paused: { icon: "minus", ink: "text-wait" },
  failed: { icon: "alert", ink: "text-refuse" },
  done: { icon: "check", ink: "text-allow" },
};

/** One file of a draft: where it stands, and what can be done about it. Drawn anew only when the file has changed. */
export const FileRow = memo(function FileRow({ file, acts }: { file: DraftFile; acts: FileActs }) {
  const { path, size, state } = file;
  const { icon, ink } = icons[state.kind];
  const cut = path.lastIndexOf("/") + 1;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2.5 border-b border-line py-1.5">
      <Icon name={icon} size={16} className={`mt-1.5 ${ink}`} />
      <div className="grid min-w-0 gap-1">
        <p className="flex min-h-7 flex-wrap items-center justify-between gap-x-3">
          <span className="min-w-0 font-mono text-[0.8125rem] break-all">
            {cut > 0 && <span className="text-ink-soft">{path.slice(0, cut)}</span>}
            {path.slice(cut)}
          </span>
          <span className="inline-flex items-center gap-3 text-ink-soft">
            {state.kind === "done" && <Digest value={state.sha256} />}
            <span className="min-w-16 sm:text-end"><Bytes value={size} /></span>
          </span>
        </p>
        <Standing file={file} />
      </div>
      <div className="flex min-h-7 items-center gap-1">
        {(state.kind === "waiting" || state.kind === "uploading") && <Button size="small" variant="quiet" aria-label={`Pause ${path}`} onClick={() => acts.pause(path)}>Pause</Button>}
        {state.kind === "paused" && <Button size="small" variant="quiet" aria-label={`Resume ${path}`} onClick={() => acts.resume(path)}>Resume</Button>}
        {state.kind === "failed" && state.again && <Button size="small" variant="quiet" aria-label={`Try again: ${path}`} onClick={() => acts.resume(path)}>Try again</Button>}
        <IconButton icon={state.kind === "done" ? "delete" : "close"} size="small" label={state.kind === "done" ? `Remove ${path}` : `Cancel ${path}`} onClick={() => acts.remove(file)} />
      </div>
    </li>
  );
});

/** Where a file stands, in words; while it comes, with a bar. */
function Standing({ file }: { file: DraftFile }) {
  const { size, state } = file;
  const percent = percentOf(file);
  switch (state.kind) {
    case "done":
      return null;
    case "failed":
      return <p className="text-small text-refuse">{state.message}</p>;
    case "absent":
      return <p className="text-small text-wait">Waiting for its file: drop it again to go on at {percent} %.</p>;
    case "paused":
      return <Bar percent={percent} words={`Paused at ${percent} %`} />;
    case "waiting":
      return state.sent > 0 ? <Bar percent={percent} words={`Waiting, ${percent} % is here`} /> : <p className="text-small text-ink-soft">Waiting for its turn</p>;
    case "uploading":
      return state.sent >= size
        ? <Bar percent={100} words="All sent, being checked" />
        : <Bar percent={percent} words={`${percent} %, ${formatBytes(sentOf(file))}${state.from > 0 ? `, went on at ${formatBytes(state.from)}` : ""}`} />;
  }
}

function Bar({ percent, words }: { percent: number; words: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden className="h-1 min-w-24 flex-1 overflow-hidden rounded-full bg-line">
        <span className="block h-full bg-ink" style={{ width: `${percent}%` }} />
      </span>
      <span className="text-small text-ink-soft tabular-nums">{words}</span>
    </div>
  );
}
