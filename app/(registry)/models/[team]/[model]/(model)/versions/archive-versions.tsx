"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPCClient } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { VersionSummary } from "#server/versions/schema.ts";

/** Retires several versions, one after the other: what is refused of one does not keep the others. */
export function ArchiveVersions({ versions, onClose, onDone }: { versions: readonly VersionSummary[]; onClose: () => void; onDone: () => void }) {
  const client = useTRPCClient();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [done, setDone] = useState<number | null>(null);
  const [refused, setRefused] = useState<{ number: number; message: string }[]>([]);
  const open = versions.filter(({ archived }) => !archived);
  const kept = versions.length - open.length;

  async function archive() {
    const faults: typeof refused = [];
    for (const [at, { reference, number }] of open.entries()) {
      setDone(at);
      try {
        await client.versions.archive.mutate({ reference, reason });
      } catch (error) {
        faults.push({ number, message: messageOf(error) });
      }
    }
    setDone(null);
    router.refresh();
    setRefused(faults);
    if (faults.length > 0) return;
    toast({ title: open.length === 1 ? `v${open[0]?.number} is archived` : `${open.length} versions are archived` });
    onDone();
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={() => { if (done === null) onClose(); }}
      title={open.length === 1 ? `Archive v${open[0]?.number}?` : `Archive ${open.length} versions?`}
      description="They go to no stage any more. They can still be read, compared and pulled, and taken out of the archive at any time."
      footer={(
        <>
          <DialogClose><Button>{refused.length > 0 ? "Close" : "Keep them"}</Button></DialogClose>
          <Button variant="primary" disabled={open.length === 0 || reason.trim() === ""} pending={done !== null} onClick={() => void archive()}>Archive</Button>
        </>
      )}
    >
      <div className="grid gap-4">
        {refused.length > 0 && (
          <Notice tone="refuse" title={`${refused.length} of ${open.length + refused.length} were not archived`} live>
            <ul className="mt-1 grid gap-1">{refused.map(({ number, message }) => <li key={number}><span className="font-mono">v{number}</span>: {message}</li>)}</ul>
          </Notice>
        )}
        {kept > 0 && <p className="text-ink-soft">{kept === 1 ? "One of them is" : `${kept} of them are`} archived already.</p>}
        <TextAreaField label="Why" required autoFocus maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} hint="Shown on the page of each." />
        {done !== null && <Progress label="Archiving" value={done} max={open.length} detail={`${done} of ${open.length}`} />}
      </div>
    </Dialog>
  );
}
