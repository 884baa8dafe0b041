"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";

type What = { reference: string } | { dataset: string; version?: string; digest?: string };

/** Recalls a version or data, with a reason, once it was seen what that touches. `of` is how lineage is asked about it. */
export function RaiseRecall({ what, of, name }: { what: What; of: string; name: string }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const version = useMutation(trpc.lineage.recallVersion.mutationOptions());
  const dataset = useMutation(trpc.lineage.recallDataset.mutationOptions());
  const { isPending, error } = "reference" in what ? version : dataset;
  return (
    <ActDialog
      trigger={<Button variant="danger" icon="stop">Recall…</Button>}
      title={`Recall ${name}?`}
      description="Everything that was made from it is flagged, now and later, and goes to no stage until the recall is lifted. What is live stays live: whoever keeps it is told."
      keep="Do not recall it" confirm={`Recall ${name}`} done={`${name} is recalled`} pending={isPending} error={error}
      act={() => ("reference" in what ? version.mutateAsync({ ...what, reason }) : dataset.mutateAsync({ ...what, reason }))}
    >
      <WhatItTouches of={of} />
      <TextAreaField label="Why" required autoFocus maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} hint="Read by everybody who sees a version that it touches." error={faultsOf(error).fields["reason"]} />
    </ActDialog>
  );
}

const plural = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;

function WhatItTouches({ of }: { of: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.lineage.impact.queryOptions({ of, limit: 5 }));
  if (error) return <Notice tone="refuse" title="What it touches could not be read" live>{messageOf(error)}</Notice>;
  if (!data) return <div role="status" aria-label="Looking what it touches"><SkeletonText lines={2} /></div>;
  const { versions, models, live, open, more } = data.counts;
  return (
    <Notice tone="wait" title={`It touches ${more ? "more than " : ""}${plural(versions, "version")} of ${plural(models, "model")}`} live>
      {plural(live, "live stage")} and {plural(open, "open promotion")} among them. What you may not see is touched as well, and not counted here.
    </Notice>
  );
}
