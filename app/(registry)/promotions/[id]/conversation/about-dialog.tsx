"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { aboutWords } from "../about.ts";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { MentionField } from "./mention-field.tsx";

/** Where a thread about a part of the comparison is begun. What is typed stays when it is closed, until it has arrived. */
export function AboutDialog() {
  const { subject, about, setAbout } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const comment = useMutation(
    trpc.reviews.comment.mutationOptions({
      onSuccess: async (_, { about: sent }) => {
        if (sent) setTyped(({ [sent]: _gone, ...rest }) => rest);
        setAbout(null);
        toast({ title: "Your comment is in the conversation" });
        await settled();
      },
    }),
  );
  const faults = faultsOf(comment.error);
  const text = about === null ? "" : (typed[about] ?? "");
  const existing = subject.threads.find((thread) => thread.about === about && !thread.resolved);
  const send = () => { if (about !== null) comment.mutate({ id: subject.id, about, body: text }); };
  return (
    <Dialog
      open={about !== null}
      onOpenChange={() => { setAbout(null); comment.reset(); }}
      title={`Comment on ${about === null ? "" : aboutWords(about)}`}
      description="It begins a thread that others can answer and resolve."
      footer={
        <>
          {existing && <LinkButton href={`#thread-${existing.id}`} variant="quiet" onClick={() => setAbout(null)}>Go to the thread about it</LinkButton>}
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button variant="primary" pending={comment.isPending} onClick={send}>Comment</Button>
        </>
      }
    >
      <div className="grid gap-3">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <MentionField
          label="Your comment" rows={4} value={text} error={faults.fields["body"]} hint="Markdown works. Mention somebody with @ and their name or e-mail address."
          onText={(next) => { if (about !== null) setTyped({ ...typed, [about]: next }); }}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send(); }}
        />
      </div>
    </Dialog>
  );
}
