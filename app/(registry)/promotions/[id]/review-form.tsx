"use client";

import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Kbd } from "#app/_ui/keyboard.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Shortcuts, type Shortcut } from "#app/_ui/shortcuts.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Verdict } from "#server/reviews/schema.ts";
import { ApproveDialog } from "./approve-dialog.tsx";
import { useReview } from "./use-review.ts";

/** The act: approve, ask for changes, comment. What is typed stays until it has arrived. */
export function ReviewForm({ promotion }: { promotion: Promotion }) {
  const { version, stage, evidenceDigest, baseline, round, you } = promotion;
  const [text, setText] = useState("");
  const [intent, setIntent] = useState<Exclude<Verdict, "approve">>("comment");
  const [signing, setSigning] = useState(false);
  // What has been looked at. The page may show newer evidence than that, and then nothing can be signed until it is.
  const [seen, setSeen] = useState(evidenceDigest);
  const field = useRef<HTMLTextAreaElement>(null);
  const review = useReview(promotion, () => {
    setText("");
    setSigning(false);
  });
  const maySign = you.cannotReview === null;
  const stale = seen !== evidenceDigest;
  const faults = faultsOf(review.error);
  const tried = review.variables?.verdict;

  function send(verdict: Verdict) {
    setIntent(verdict === "request_changes" ? "request_changes" : "comment");
    review.send(verdict, text);
    if (verdict !== "approve" && text.trim() === "") field.current?.focus();
  }

  function lookedAgain() {
    setSeen(evidenceDigest);
    review.reset();
  }

  const shortcuts = useMemo((): Shortcut[] => {
    const write = (next: typeof intent) => () => {
      setIntent(next);
      field.current?.focus();
    };
    const comment = { keys: "c", label: "Comment", group: "This promotion", action: write("comment") };
    if (!maySign) return [comment];
    return [
      { keys: "a", label: `Approve v${version}: opens what you would sign`, group: "This promotion", action: () => setSigning(true) },
      { keys: "r", label: "Request changes", group: "This promotion", action: write("request_changes") },
      comment,
    ];
  }, [maySign, version, field]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send(intent);
  }

  const changed = stale && (
    <Notice
      tone="wait" live title={`The evidence has changed: ${baseline === null ? `${stage} names no version` : `${stage} names v${baseline}`} now`}
      action={signing ? <Button size="small" onClick={() => setSigning(false)}>Look again</Button> : <Button size="small" onClick={lookedAgain}>I have looked again</Button>}
    >
      {tried && reasonOf(review.error) === "evidence_changed" ? `Your ${tried === "approve" ? "approval" : "review"} was not recorded. ` : ""}
      This is round {round}, and earlier approvals no longer count. What changes is shown anew{text === "" ? "" : "; what you wrote is kept"}.
    </Notice>
  );
  const refused = faults.rest !== null && !stale && <Notice tone="refuse" title={faults.rest} live />;

  return (
    <>
      <Shortcuts shortcuts={shortcuts} />
      <Panel title="Your review" kind="boxed">
        <div className="grid gap-3">
          {!maySign && (
            <p className="flex gap-2 text-ink-soft"><Icon name="lock" size={14} className="mt-0.5" /><span>{you.cannotReview}</span></p>
          )}
          {!signing && (changed || refused)}
          <TextAreaField
            ref={field} label="Comment" optional={maySign} name="comment" rows={3} maxLength={10_000}
            value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown}
            hint={intent === "request_changes" ? "Say what has to change. Markdown works." : "Markdown works."}
            error={signing ? undefined : faults.fields["comment"]}
          />
          <div className="grid gap-2 *:w-full">
            {maySign && <Button variant="primary" icon="check" disabled={stale} aria-keyshortcuts="a" onClick={() => setSigning(true)}>Approve v{version}</Button>}
            <div className={`grid gap-2 ${maySign ? "grid-cols-2" : ""}`}>
              {maySign && (
                <Button aria-keyshortcuts="r" disabled={stale} pending={review.isPending && tried === "request_changes"} onClick={() => send("request_changes")}>Request changes</Button>
              )}
              <Button aria-keyshortcuts="c" pending={review.isPending && tried === "comment"} onClick={() => send("comment")}>Comment</Button>
            </div>
          </div>
          <p className="text-small text-ink-soft pointer-coarse:hidden">
            {maySign && <><Kbd keys="a" /> approve, <Kbd keys="r" /> request changes, </>}<Kbd keys="c" /> comment
          </p>
        </div>
      </Panel>
      {maySign && (
        <ApproveDialog
          promotion={promotion} open={signing} onOpenChange={setSigning} text={text} onText={setText}
          disabled={stale} pending={review.isPending} onApprove={() => send("approve")} notice={changed || refused} error={faults.fields["comment"]}
        />
      )}
      <div className="fixed inset-x-0 bottom-0 z-10 flex items-center justify-between gap-3 border-t border-line-strong bg-raised px-4 py-2 lg:hidden">
        <a href="#in-the-way" className="link min-w-0 truncate">{promotion.blockers[0]?.what ?? "Nothing in the way"}</a>
        {maySign && <Button variant="primary" icon="check" disabled={stale} onClick={() => setSigning(true)}>Approve v{version}</Button>}
      </div>
    </>
  );
}
