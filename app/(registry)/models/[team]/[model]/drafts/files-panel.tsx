"use client";

import { useSyncExternalStore } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { formatBytes } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { DraftActs } from "./draft-acts.ts";
import { sentOf } from "./draft-file.ts";
import type { Dropped } from "./dropped.ts";
import { FileDeclaration } from "./file-declaration.tsx";
import { FileList } from "./file-list.tsx";
import { FilePicker } from "./file-picker.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";
import { TransferBar } from "./transfer-bar.tsx";
import type { UploadQueue } from "./upload-queue.ts";

/**
 * The files of a draft: to drop, to watch on their way, and to take out again.
 * @param room bytes that the team may still store; null: no limit
 * @param onFill takes what a dropped metadata.json declares
 */
export function FilesPanel({ queue, acts, room, onFill }: { queue: UploadQueue; acts: DraftActs; room: number | null; onFill: (metadata: Record<string, unknown>) => void }) {
  const view = useSyncExternalStore(queue.subscribe, queue.view, queue.view);
  const { files, totals } = view;
  const declaration = files.some((file) => file.path === "metadata.json") ? queue.sourceOf("metadata.json") : null;
  const coming = files.reduce((sum, file) => sum + (file.state.kind === "done" ? 0 : file.size - sentOf(file)), 0);
  return (
    <Panel title="Files" count={totals.files} actions={totals.files > 0 && <FilePicker small onChosen={acts.bring} />}>
      <ReplaceDialog conflicts={view.undecided} onDecide={(replace) => queue.decide(replace)} />
      <div className="grid gap-4">
        {view.loadFault !== null && (
          <Notice tone="refuse" title="The draft’s files could not be looked up" live action={<Button size="small" onClick={acts.load}>Try again</Button>}>{messageOf(view.loadFault)}</Notice>
        )}
        {!view.loaded && view.loadFault === null && <Skeleton width="100%" height="10rem" />}
        {view.loaded && totals.files === 0 && <NoFiles onChosen={acts.bring} />}
        {room !== null && coming > room && (
          <Notice tone="wait" title="There may not be room for all of it">The team may store {formatBytes(room)} more, and {formatBytes(coming)} are still to come. Ask an administrator for more room, or take files out.</Notice>
        )}
        {totals.files > 0 && (
          <TransferBar view={view} onPause={() => acts.pause()} onResume={() => acts.resume()} onCancel={acts.cancelAll} onGoOn={() => queue.goOn()} />
        )}
        {declaration && <FileDeclaration source={declaration} onFill={onFill} />}
        {totals.files > 0 && <FileList files={files} acts={acts} />}
      </div>
    </Panel>
  );
}

function NoFiles({ onChosen }: { onChosen: (chosen: Dropped[]) => void }) {
  return (
    <div className="grid justify-items-center gap-2 rounded-sm border-2 border-dashed border-line-strong px-5 py-10 text-center">
      <Icon name="upload" size={24} className="text-ink-faint" />
      <p className="font-medium">Drop a folder or files here</p>
      <p className="max-w-prose text-ink-soft">What is in a folder takes its path within it. A <code>metadata.json</code> fills the form below, and a <code>README.md</code> becomes the card.</p>
      <div className="mt-1 flex flex-wrap justify-center gap-2"><FilePicker onChosen={onChosen} /></div>
    </div>
  );
}
