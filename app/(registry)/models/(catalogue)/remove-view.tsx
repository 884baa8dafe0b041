"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { View } from "#server/search/schema.ts";
import { catalogueHref } from "./address.ts";

/** Forgets a saved view. Nothing that it shows is touched. */
export function RemoveView({ view, onClose, onShow }: { view: View; onClose: () => void; onShow: (href: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.search.views.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.search.views.list.queryKey() });
        toast({ title: `The view ${view.name} is removed` });
        onClose();
        onShow(catalogueHref({}));
      },
    }),
  );
  const { rest } = faultsOf(remove.error);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove the view ${view.name}?`}
      description={view.team === null ? "What it shows stays as it is." : `The members of ${view.team} lose it too. What it shows stays as it is.`}
      footer={(
        <>
          <DialogClose><Button>Keep it</Button></DialogClose>
          <Button variant="danger" pending={remove.isPending} onClick={() => remove.mutate({ id: view.id })}>Remove it</Button>
        </>
      )}
    >
      {rest && <Notice tone="refuse" title="It was not removed" live>{rest}</Notice>}
    </Dialog>
  );
}
