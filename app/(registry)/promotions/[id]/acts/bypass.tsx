"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CodeField, PasswordField, useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";
import { appliedWords } from "./applied-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Applies it over what stands in the way: with a reason, and a proof of who one is. It is marked for ever. */
export function Bypass() {
  const { subject: { id, stage, version, kind, blockers } } = useDesk();
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const settled = useSettled();
  const [code, setCode] = useState("");
  const fresh = useFreshSignIn();
  const { data: proofs } = useQuery(trpc.identity.proofs.queryOptions());
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());
  const bypass = useMutation(
    trpc.promotions.bypass.mutationOptions({
      onSuccess: async (after) => {
        toast({ tone: "wait", title: appliedWords(after), detail: "It is marked as bypassed." });
        await settled();
      },
    }),
  );

  async function act(reason: string) {
    bypass.reset();
    if (!proofs?.provider) await confirm.mutateAsync({ password, ...(code === "" ? {} : { code }) });
    setPassword("");
    setCode("");
    await bypass.mutateAsync({ id, reason });
  }

  return (
    <ReasonDialog
      trigger={<Button size="small" variant="quiet" icon="warning">Bypass…</Button>}
      title={kind === "remove" ? `Take v${version} out of ${stage} over the policy?` : `Move ${stage} to v${version} over the policy?`}
      description={`${stage} moves at once. This promotion is marked as bypassed for ever, with your name and your reason, here and in every list.`}
      hint="What could not wait, and who knows of it."
      keep="Do not bypass"
      confirm="Bypass the policy"
      pending={confirm.isPending || bypass.isPending}
      error={confirm.error ?? bypass.error}
      act={act}
    >
      {proofs?.provider ? fresh.fields : <PasswordField value={password} onChange={setPassword} error={undefined} />}
      {proofs?.secondFactor && !proofs.provider && <CodeField label="Your code" value={code} onChange={setCode} error={undefined} />}
      {blockers.length > 0 && (
        <Notice tone="wait" title="You would pass over">
          <ul className="list-disc ps-4">{blockers.map(({ what, kind: reason, about }) => <li key={`${reason} ${about ?? what}`}>{what}</li>)}</ul>
        </Notice>
      )}
    </ReasonDialog>
  );
}
