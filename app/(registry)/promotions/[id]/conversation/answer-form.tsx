"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { MentionField } from "./mention-field.tsx";

/** Answers a thread, resolves it or opens it again. */
export function AnswerForm({ thread, resolved, mayResolve }: { thread: string; resolved: boolean; mayResolve: boolean }) {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState("");
  const answer = useMutation(
    trpc.reviews.comment.mutationOptions({
      onSuccess: async () => {
        setText("");
        setWriting(false);
        await settled();
      },
    }),
  );
  const resolve = useMutation(trpc.reviews.resolve.mutationOptions({ onSuccess: settled }));
  const faults = faultsOf(answer.error ?? resolve.error);
  const send = () => answer.mutate({ id: subject.id, thread, body: text });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
    if (event.key === "Escape" && text === "") setWriting(false);
  }

  return (
    <div className="grid gap-2 border-t border-line px-3.5 py-2">
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      {writing && (
        <MentionField
          label="Your answer" rows={3} autoFocus value={text} onText={setText} onKeyDown={onKeyDown}
          error={faults.fields["body"]}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {writing ? (
          <>
            <Button size="small" pending={answer.isPending} onClick={send}>Answer</Button>
            <Button size="small" variant="quiet" onClick={() => setWriting(false)}>Cancel</Button>
          </>
        ) : (
          <Button size="small" icon="comment" onClick={() => setWriting(true)}>{text === "" ? "Answer…" : "Go on with the answer…"}</Button>
        )}
        {mayResolve && !writing && (
          <Button size="small" variant="quiet" icon={resolved ? "undo" : "check"} pending={resolve.isPending} onClick={() => resolve.mutate({ thread, resolved: !resolved })}>
            {resolved ? "Open again" : "Resolve"}
          </Button>
        )}
      </div>
    </div>
  );
}
