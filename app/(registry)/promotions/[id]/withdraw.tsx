"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { titleOf } from "../words.ts";

/** Takes the request back, once that is confirmed. */
export function Withdraw({ promotion }: { promotion: Promotion }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.promotions.withdraw.mutationOptions({
      onSuccess: async (after) => {
        setOpen(false);
        queries.setQueryData(trpc.promotions.get.queryKey({ id: promotion.id }), after);
        toast({ title: "Withdrawn", detail: `${promotion.stage} stays as it is.` });
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.promotions.list.queryKey() });
      },
    }),
  );
  return (
    <div className="border-t border-line pt-3">
      <Dialog
        open={open}
        onOpenChange={(next) => { setOpen(next); withdraw.reset(); }}
        trigger={<Button variant="quiet" icon="undo">Withdraw this request</Button>}
        title="Withdraw this request?"
        description={`“${titleOf(promotion)}” is closed for good. What was said stays readable, ${promotion.stage} does not move, and a new request can be made at any time.`}
        footer={
          <>
            <DialogClose><Button>Keep it open</Button></DialogClose>
            <Button variant="danger" pending={withdraw.isPending} onClick={() => withdraw.mutate({ id: promotion.id })}>Withdraw</Button>
          </>
        }
      >
        {withdraw.error && <Notice tone="refuse" title={messageOf(withdraw.error)} live />}
      </Dialog>
    </div>
  );
}
