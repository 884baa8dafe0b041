"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { shortDigest } from "#app/_ui/format.ts";
import { SealStamp } from "#app/_ui/seal.tsx";
import type { Promotion } from "#server/promotions/schema.ts";

/** What one is about to sign, in full, and the act itself. */
export function ApproveDialog({
  promotion, open, onOpenChange, text, onText, disabled, pending, onApprove, notice, error,
}: {
  promotion: Promotion;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  text: string;
  onText: (text: string) => void;
  disabled: boolean;
  pending: boolean;
  onApprove: () => void;
  notice: ReactNode;
  error: string | undefined;
}) {
  const { version, stage, baseline, model, evidenceDigest, candidate, blockers } = promotion;
  const last = blockers.every((blocker) => blocker.you);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Approve v${version} for ${stage}`}
      description={last ? `Nothing else is in the way: ${stage} names v${version} as soon as you sign.` : `Your signature is kept. ${stage} moves when the rest is cleared too.`}
      footer={
        <>
          <DialogClose><Button>Not yet</Button></DialogClose>
          <Button variant="primary" icon="check" disabled={disabled} pending={pending} onClick={onApprove}>Approve v{version}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {notice}
        <div className="flex items-center gap-4 rounded-sm border border-line bg-sunken px-4 py-3">
          <SealStamp state="awaited" size={64} centre={`v${version}`} />
          <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 [&_dt]:text-ink-soft">
            <dt>Model</dt><dd className="break-words">{model}</dd>
            <dt>{stage}</dt><dd>{baseline === null ? "no version" : `v${baseline}`} → v{version}</dd>
            <dt>Version</dt><dd><code title={candidate.digest}>{shortDigest(candidate.digest)}</code></dd>
            <dt>You sign</dt><dd><code title={evidenceDigest}>{shortDigest(evidenceDigest)}</code></dd>
          </dl>
        </div>
        <TextAreaField label="Comment" optional rows={3} maxLength={10_000} value={text} onChange={(event) => onText(event.target.value)} error={error} />
      </div>
    </Dialog>
  );
}
