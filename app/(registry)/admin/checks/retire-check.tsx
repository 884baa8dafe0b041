"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { ExternalCheck } from "#server/checks/schema.ts";

/** Takes a check out of use; while a policy demands it, the registry says which. */
export function RetireCheck({ check: { name } }: { check: ExternalCheck }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const retire = useMutation(
    trpc.checks.retire.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `The check ${name} is retired` });
        await queries.invalidateQueries({ queryKey: trpc.checks.pathKey() });
      },
    }),
  );
  const isDemanded = reasonOf(retire.error) === "stage_in_use";
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); retire.reset(); }}
      trigger={<Button size="small" variant="quiet">Retire<span className="sr-only"> {name}</span></Button>}
      title={`Retire ${name}`}
      description="It can’t be reported or demanded any more. What was reported stays on record, and the check comes back when it is defined again."
      footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger" pending={retire.isPending} onClick={() => retire.mutate({ name })}>Retire {name}</Button></>}
    >
      {retire.error && (
        <Notice tone="refuse" title={`${name} was not retired`} live action={isDemanded ? <LinkButton size="small" href="/admin/policies">Show the policies</LinkButton> : undefined}>{messageOf(retire.error)}</Notice>
      )}
    </Dialog>
  );
}
