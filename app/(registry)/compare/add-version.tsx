"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { StageBadge } from "../models/stage-badge.tsx";
import { hrefOf, type Address } from "./address.ts";

/** Finds one more version: first its model, by words, and then the version; or by its reference, typed as it is. */
export function AddVersion({ address }: { address: Address }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const [model, setModel] = useState<string | null>(null);
  const isReference = /^[^/\s]+\/[^@\s]+@\S+$/.test(words.trim());

  function change(next: boolean) {
    setOpen(next);
    setWords("");
    setModel(null);
  }
  function add(reference: string) {
    change(false);
    router.push(hrefOf({ ...address, versions: [...address.versions, reference] }), { scroll: false });
  }

  return (
    <Dialog open={open} onOpenChange={change} trigger={<Button icon="plus">Add a version</Button>} title="Add a version" description="Of this model or of another: up to six can be compared.">
      <div className="grid gap-3">
        <form onSubmit={(event) => { event.preventDefault(); if (isReference) add(words.trim()); }}>
          <TextField label="Find a model" hint="By words or a query, or a version by its reference: team/model@3" value={words} autoComplete="off" spellCheck={false} onChange={(event) => { setWords(event.target.value); setModel(null); }} />
        </form>
        {isReference
          ? <div><Button icon="plus" onClick={() => add(words.trim())}>Add {words.trim()}</Button></div>
          : model === null ? <Models words={words} choose={setModel} /> : <Versions model={model} taken={address.versions} choose={add} back={() => setModel(null)} />}
      </div>
    </Dialog>
  );
}

const row = "flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-sm px-2 py-1.5 text-start hover:bg-hover disabled:text-ink-faint";

function Models({ words, choose }: { words: string; choose: (model: string) => void }) {
  const trpc = useTRPC();
  const query = useDeferredValue(words.trim());
  const found = useQuery(trpc.search.find.queryOptions({ query, limit: 10 }, { placeholderData: (before) => before }));
  if (found.error) return <Notice tone="refuse" title={messageOf(found.error)} live />;
  if (found.isPending) return <SkeletonText lines={4} />;
  const models = found.data.in === "versions" ? [] : found.data.items.filter(({ newestVersion }) => newestVersion !== null);
  if (models.length === 0) return <p className="text-ink-soft">No model that you can see is found by this.</p>;
  return (
    <ul aria-label="Models">
      {models.map(({ reference, newestVersion, stages }) => (
        <li key={reference}>
          <button type="button" className={row} onClick={() => choose(reference)}>
            <span className="min-w-0 font-medium break-words">{reference}</span>
            <span className="font-mono text-small text-ink-soft">v{newestVersion}</span>
            {stages.map(({ stage, version }) => <StageBadge key={stage} stage={stage} version={version} />)}
            <Icon name="chevron-right" size={14} className="ms-auto text-ink-soft" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Versions({ model, taken, choose, back }: { model: string; taken: readonly string[]; choose: (reference: string) => void; back: () => void }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.versions.list.queryOptions({ model, limit: 30 }));
  if (found.error) return <Notice tone="refuse" title={messageOf(found.error)} live />;
  if (found.isPending) return <SkeletonText lines={4} />;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3"><span className="font-medium">{model}</span><button type="button" className="link text-small text-ink-soft" onClick={back}>another model</button></p>
      <ul aria-label={`Versions of ${model}`}>
        {found.data.items.map(({ reference, number, stages, createdAt, description }) => (
          <li key={reference}>
            <button type="button" className={row} disabled={taken.includes(reference)} onClick={() => choose(reference)}>
              <span className="font-mono font-medium">v{number}</span>
              {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
              <span className="min-w-0 flex-1 truncate text-small text-ink-soft">{taken.includes(reference) ? "compared already" : description}</span>
              <span className="text-small text-ink-soft"><RelativeTime at={createdAt} /></span>
            </button>
          </li>
        ))}
      </ul>
      {found.data.next !== null && <p className="text-small text-ink-soft">Older ones can be added by their reference: {model}@{found.data.next - 1}</p>}
    </>
  );
}
