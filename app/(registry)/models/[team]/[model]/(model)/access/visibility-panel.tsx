"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { visibilities, visibilityMeanings, type Visibility } from "#server/models/schema.ts";
import { VisibilityBadge } from "../../../../visibility-badge.tsx";
import { useAccessChanged } from "./use-access-changed.ts";

const names: Record<Visibility, string> = { internal: "Internal", private: "Private" };

/** Who sees the model; for who shares it, to be chosen. */
export function VisibilityPanel({ model, visibility, shares }: { model: string; visibility: Visibility; shares: boolean }) {
  return (
    <Panel title="Who sees it">
      {shares ? <Choice model={model} visibility={visibility} /> : (
        <p className="flex flex-wrap items-center gap-2"><VisibilityBadge visibility={visibility} /><span>{visibilityMeanings[visibility]}. Administrators and auditors see every model.</span></p>
      )}
    </Panel>
  );
}

/** A choice that is confirmed, because it shows the model to many at once, or takes it from them. */
function Choice({ model, visibility }: { model: string; visibility: Visibility }) {
  const trpc = useTRPC();
  const changed = useAccessChanged(model);
  const [wanted, setWanted] = useState<Visibility | null>(null);
  const set = useMutation(
    trpc.grants.setVisibility.mutationOptions({
      onSuccess: async (now) => {
        setWanted(null);
        toast({ title: `${model} is ${now.visibility} now` });
        await changed();
      },
    }),
  );
  const next = wanted ?? visibility;
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="sr-only">Who sees {model}</legend>
        {visibilities.map((each) => (
          <label key={each} className="grid grid-cols-[auto_1fr] gap-x-2">
            <input type="radio" name="visibility" value={each} checked={visibility === each} onChange={() => setWanted(each)} className="mt-0.5 size-4 accent-ink" />
            <span className="font-medium">{names[each]}</span>
            <span className="col-start-2 text-small text-ink-soft">{visibilityMeanings[each]}.</span>
          </label>
        ))}
      </fieldset>
      <Dialog
        open={wanted !== null}
        onOpenChange={(open) => { if (!open) { setWanted(null); set.reset(); } }}
        title={`Make ${model} ${next}?`}
        description={next === "internal" ? internalMeans : privateMeans(model)}
        footer={(
          <>
            <DialogClose><Button>Keep it {visibility}</Button></DialogClose>
            <Button variant="primary" pending={set.isPending} onClick={() => { if (wanted) set.mutate({ model, visibility: wanted }); }}>Make it {next}</Button>
          </>
        )}
      >
        {set.error && <Notice tone="refuse" title="It was not changed" live>{messageOf(set.error)}</Notice>}
      </Dialog>
    </>
  );
}

const internalMeans =
  "Everybody who is signed in, and every token of theirs that reaches it, then sees its versions, files, cards and promotions, can download them, and can take part in conversations. Nobody can change or sign more than before.";

function privateMeans(model: string): string {
  const [team] = model.split("/");
  return `Only members of ${team}, who was given a role on it, and administrators and auditors go on seeing it. For everybody else it is gone at once: from lists, searches and links, in the browser and for their tokens. What they pulled before stays with them.`;
}
