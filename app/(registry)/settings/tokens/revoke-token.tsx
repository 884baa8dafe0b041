"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Token } from "#server/tokens/schema.ts";
import { useTokensChanged } from "./use-tokens-changed.ts";

/** Ends a token at once, when that is confirmed. */
export function RevokeToken({ token }: { token: Token }) {
  const trpc = useTRPC();
  const changed = useTokensChanged();
  const [open, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${token.name} is revoked` });
        await changed();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); revoke.reset(); }}
      trigger={<Button size="small" variant="quiet" aria-label={`Revoke ${token.name}`}>Revoke</Button>}
      title={`Revoke ${token.name}?`}
      description={<>What uses the token that begins with <code>{token.prefix}</code> is refused from this moment on. This can't be undone.</>}
      footer={
        <>
          <DialogClose><Button>Keep it</Button></DialogClose>
          <Button variant="danger" pending={revoke.isPending} onClick={() => revoke.mutate({ id: token.id })}>Revoke</Button>
        </>
      }
    >
      {revoke.error && <Notice tone="refuse" title={messageOf(revoke.error)} live />}
    </Dialog>
  );
}
