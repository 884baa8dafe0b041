"use client";

import { useMutation } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Kbd } from "#app/_ui/keyboard.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { MentionField } from "../conversation/mention-field.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { ApproveDialog } from "./approve-dialog.tsx";
import { EvidenceChanged } from "./evidence-changed.tsx";
import { useReview } from "./use-review.ts";

/** Approve, ask for changes, comment. What is typed stays until it has arrived. */
export function ReviewForm() {
  const { subject, isStale, lookedAgain, signing, setSigning, text, setText, field, intent, write } = useDesk();
  const { version, signed, you } = subject;
  const trpc = useTRPC();
  const settled = useSettled();
  const review = useReview();
  const comment = useMutation(
    trpc.reviews.comment.mutationOptions({
      onSuccess: async () => {
        setText("");
        await settled();
      },
    }),
  );
  const maySign = you.cannotReview === null;
  const [verdictFaults, commentFaults] = [faultsOf(review.error), faultsOf(comment.error)];
  const sent = review.variables?.verdict;
  const refused = reasonOf(review.error) === "evidence_changed";

  function sendComment() {
    review.reset();
    comment.mutate({ id: subject.id, body: text });
    if (text.trim() === "") field.current?.focus();
  }

  function requestChanges() {
    comment.reset();
    review.send("request_changes");
    if (text.trim() === "") write("request_changes");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    if (intent === "comment") sendComment();
    else if (!isStale) requestChanges();
  }

  function acknowledge() {
    lookedAgain();
    review.reset();
  }

  const unsent = refused ? (sent === "approve" ? "approval" : "review") : null;
  const changed = isStale && (
    <EvidenceChanged
      unsent={unsent}
      action={signing ? <Button size="small" onClick={() => setSigning(false)}>Look again</Button> : <Button size="small" onClick={acknowledge}>I have looked again</Button>}
    />
  );
  const rest = verdictFaults.rest ?? commentFaults.rest;
  const problem = rest !== null && !isStale && <Notice tone="refuse" title={rest} live />;
  return (
    <>
      <div className="grid gap-2.5">
        {!signing && (changed || problem)}
        {you.canComment && (
          <MentionField
            ref={field} label={maySign ? "Your comment" : "Comment"} optional={maySign} name="comment" rows={2}
            value={text} onText={setText} onKeyDown={onKeyDown}
            placeholder={intent === "request_changes" ? "What has to change" : "Markdown works; @ mentions somebody"}
            error={signing ? undefined : (verdictFaults.fields["comment"] ?? commentFaults.fields["body"])}
          />
        )}
        <div className="grid gap-2 *:w-full">
          {maySign && !signed && <Button variant="primary" icon="check" disabled={isStale} aria-keyshortcuts="a" onClick={() => setSigning(true)}>Approve v{version}</Button>}
          <div className={`grid gap-2 ${maySign && you.canComment ? "grid-cols-2" : ""}`}>
            {maySign && <Button aria-keyshortcuts="r" disabled={isStale} pending={review.isPending && sent === "request_changes"} onClick={requestChanges}>Request changes</Button>}
            {you.canComment && <Button aria-keyshortcuts="c" pending={comment.isPending} onClick={sendComment}>Comment</Button>}
          </div>
        </div>
        <p className="text-small text-ink-soft pointer-coarse:hidden">
          {maySign && !signed && <><Kbd keys="a" /> approve, </>}{maySign && <><Kbd keys="r" /> request changes, </>}<Kbd keys="c" /> comment
        </p>
      </div>
      {maySign && !signed && <ApproveDialog pending={review.isPending} onApprove={() => review.send("approve")} notice={changed || problem} error={verdictFaults.fields["comment"]} />}
    </>
  );
}
