"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { appliedWords } from "./applied-words.ts";

/** Where the policy wants somebody to say so: moves the stage, once nothing else is in the way. */
export function AppliedByHand() {
  const { subject: { id, version, stage, kind, blockers } } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const apply = useMutation(
    trpc.promotions.applyNow.mutationOptions({
      onSuccess: async (after) => {
        toast({ tone: "allow", title: appliedWords(after) });
        await settled();
      },
    }),
  );
  const byHand = blockers.some(({ kind: what }) => what === "not_applied_yet");
  if (!byHand) return null;
  const others = blockers.filter(({ kind: what }) => what !== "not_applied_yet");
  return (
    <div className="grid gap-2">
      {apply.error && <Notice tone="refuse" title={messageOf(apply.error)} live />}
      <Button variant="primary" icon="deployments" disabled={others.length > 0} pending={apply.isPending} onClick={() => apply.mutate({ id })}>
        {kind === "remove" ? `Take v${version} out now` : `Apply v${version} now`}
      </Button>
      {others.length > 0 && <p className="text-small text-ink-soft">Not yet: {others.map(({ what }) => what).join("; ")}. {stage} moves when you say so, after that.</p>}
    </div>
  );
}
