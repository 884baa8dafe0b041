"use client";

import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SealMark } from "#app/_ui/seal.tsx";
import { WhyNot } from "../../../models/why-not.tsx";
import { capital } from "../../words.ts";
import { useDesk } from "../desk.tsx";
import { AppliedByHand } from "./applied-by-hand.tsx";
import { ClosingActs } from "./closing-acts.tsx";
import { ReviewForm } from "./review-form.tsx";
import { SubmitDraft } from "./submit-draft.tsx";

/** What the one who looks can do: sign, object, comment, and what ends it. */
export function ActPanel() {
  const { subject: { model, state, you, signed } } = useDesk();
  const isOpen = state === "open" || state === "approved";
  return (
    <Panel title={you.cannotReview === null ? "Your review" : "Take part"} kind="boxed">
      <div className="grid gap-3">
        {you.canSubmit && <SubmitDraft />}
        {you.canApply && <AppliedByHand />}
        {isOpen && you.cannotReview !== null && <p className="flex gap-2 text-small text-ink-soft"><Icon name="lock" size={14} className="mt-0.5" /><span>{you.cannotReview}</span></p>}
        {isOpen && you.lacksReview && <div className="ps-5.5"><WhyNot model={model} permission="promotion:review" act="review this" /></div>}
        {signed && <p className="flex items-center gap-2 font-medium text-seal-ink"><SealMark size={20} />You have signed this evidence</p>}
        <SignedBefore />
        <ReviewForm />
        <ClosingActs />
      </div>
    </Panel>
  );
}

/** Of who signed what is not the present evidence any more: what changed since, and the way to sign again. */
function SignedBefore() {
  const { subject: { you, roundBecause, version }, isStale, setSigning } = useDesk();
  if (you.signedBefore === null || isStale) return null;
  return (
    <Notice tone="wait" title="You signed before, and it no longer counts" action={<Button size="small" icon="check" onClick={() => setSigning(true)}>Sign v{version} again…</Button>}>
      {roundBecause === "" ? "The evidence is another than the one that you signed." : `Since then: ${capital(roundBecause)}.`}
    </Notice>
  );
}
