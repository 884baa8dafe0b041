"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { shortDigest } from "#app/_ui/format.ts";
import { SealStamp } from "#app/_ui/seal.tsx";
import { MentionField } from "../conversation/mention-field.tsx";
import { useDesk } from "../desk.tsx";
import { afterSigning } from "./after-signing.ts";

/** What one is about to sign, in full, and the act itself. */
export function ApproveDialog({ pending, onApprove, notice, error }: { pending: boolean; onApprove: () => void; notice: ReactNode; error: string | undefined }) {
  const { subject, isStale, signing, setSigning, text, setText } = useDesk();
  const { version, stage, baseline, model, evidenceDigest, digest, kind } = subject;
  const now = baseline === null ? "no version" : `v${baseline}`;
  return (
    <Dialog
      open={signing}
      onOpenChange={setSigning}
      title={kind === "remove" ? `Approve that v${version} leaves ${stage}` : `Approve v${version} for ${stage}`}
      description={afterSigning(subject)}
      footer={
        <>
          <DialogClose><Button>Not yet</Button></DialogClose>
          <Button variant="primary" icon="check" disabled={isStale} pending={pending} onClick={onApprove}>Approve v{version}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {notice}
        <div className="flex items-center gap-4 rounded-sm border border-line bg-sunken px-4 py-3">
          <SealStamp state="awaited" size={64} centre={`v${version}`} />
          <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 [&_dt]:text-ink-soft">
            <dt>Model</dt><dd className="break-words">{model}</dd>
            <dt>{stage}</dt><dd>{now} → {kind === "remove" ? "no version" : `v${version}`}</dd>
            <dt>Version</dt><dd><code title={digest}>{shortDigest(digest)}</code></dd>
            <dt>You sign</dt><dd><code title={evidenceDigest}>{shortDigest(evidenceDigest)}</code></dd>
          </dl>
        </div>
        <MentionField label="Comment" optional rows={3} value={text} onText={setText} error={error} />
      </div>
    </Dialog>
  );
}
