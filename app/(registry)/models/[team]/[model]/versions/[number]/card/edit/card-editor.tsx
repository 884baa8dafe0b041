"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type KeyboardEvent } from "react";
import { useTRPC, useTRPCClient } from "#app/_trpc/client.tsx";
import { faultsOf, messageOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useLeavingWarning } from "#app/_ui/use-leaving-warning.ts";
import type { Card, CardBeginnings } from "#server/cards/schema.ts";
import { Beginnings } from "./beginnings.tsx";
import { CardField, useCardText } from "./card-text.tsx";
import { Conflict } from "./conflict.tsx";
import { InsertReference } from "./insert-reference.tsx";
import { usePreview } from "./use-preview.ts";

/** Writes the next revision of a card, with what it will look like beside it. What was typed stays until it is saved. */
export function CardEditor({
  reference, base, card, beginnings,
}: { reference: string; base: string; card: { revision: number; body: string } | null; beginnings: CardBeginnings }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const text = useCardText(card?.body ?? beginnings.template);
  const { body, setBody } = text;
  const [note, setNote] = useState("");
  const [expected, setExpected] = useState(card?.revision ?? 0);
  /** What somebody else has saved meanwhile. */
  const [theirs, setTheirs] = useState<Card | null>(null);
  const [isSaved, setSaved] = useState(false);
  const { preview, refusal, isBehind } = usePreview(reference, body);
  const isChanged = body !== (card?.body ?? "");
  useLeavingWarning(isChanged && !isSaved && body !== beginnings.template);
  const save = useMutation(
    trpc.cards.revise.mutationOptions({
      onSuccess: ({ revision }) => {
        setSaved(true);
        toast({ title: `Revision ${revision} is saved`, tone: "allow" });
        router.push(base);
        router.refresh();
      },
      onError: (error) => {
        if (reasonOf(error) === "card_changed") void bringTheirs();
      },
    }),
  );
  async function bringTheirs() {
    const found = await client.cards.get.query({ reference }).catch(() => null);
    setTheirs(found?.card ?? null);
  }

  const faults = faultsOf(save.error);
  const isConflict = reasonOf(save.error) === "card_changed";

  const act = () => {
    if (!save.isPending) save.mutate({ reference, body, note, expected });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    act();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key works wherever in the editor the focus is
    <div className="grid grid-cols-1 gap-6" onKeyDown={onKeyDown}>
      {isConflict && theirs && (
        <Conflict
          theirs={theirs} began={expected} base={base}
          onKeep={() => {
            setExpected(theirs.revision);
            setTheirs(null);
            save.reset();
          }}
          onTake={() => {
            setExpected(theirs.revision);
            setBody(theirs.body);
            setTheirs(null);
            save.reset();
          }}
        />
      )}
      {save.isError && !(isConflict && theirs) && <Notice tone="refuse" title="It was not saved" live>{faults.rest ?? messageOf(save.error)}</Notice>}
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 content-start gap-3">
          {card === null && <Beginnings beginnings={beginnings} body={body} onBegin={setBody} />}
          <CardField label="Card" text={text} error={faults.fields["body"]} />
          {preview && preview.faults.length > 0 && (
            <Notice tone="refuse" title={preview.faults.length === 1 ? "One thing has to be mended first" : `${preview.faults.length} things have to be mended first`} live>
              <ul className="grid gap-1">
                {preview.faults.slice(0, 12).map(({ line, message }, at) => (
                  <li key={at}><button type="button" className="link" onClick={() => text.goTo(line)}>Line {line}</button> {message}</li>
                ))}
              </ul>
            </Notice>
          )}
          <InsertReference references={beginnings.references} onInsert={text.insert} />
        </div>
        <Panel title="Preview" actions={<span role="status" className="text-small text-ink-soft">{refusal ?? (isBehind ? "catching up…" : "")}</span>}>
          {preview ? <div className="lg:max-h-[calc(60dvh+8rem)] lg:overflow-y-auto" tabIndex={0} role="group" aria-label="Preview of the card">{preview.card}</div> : <SkeletonText lines={8} />}
        </Panel>
      </div>
      <div className="grid max-w-2xl gap-3 border-t-2 border-rule pt-4">
        <TextField label="What changed and why" optional name="note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} error={faults.fields["note"]} hint="It stands beside the revision, and in the record." />
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" pending={save.isPending} disabled={!isChanged} onClick={act} aria-keyshortcuts="Control+S Meta+S">Save revision {expected + 1}</Button>
          <LinkButton href={base}>Cancel</LinkButton>
          <span className="text-small text-ink-soft max-sm:hidden">or Ctrl+S, ⌘S</span>
        </div>
      </div>
    </div>
  );
}
