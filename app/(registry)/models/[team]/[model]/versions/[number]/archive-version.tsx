"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** Retires a version, so that it goes to no stage any more, or takes it out of the archive again. */
export function ArchiveVersion({
  model, number, archived, open, onOpenChange,
}: { model: string; number: number; archived: boolean; open: boolean; onOpenChange: (open: boolean) => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const done = (title: string) => () => {
    onOpenChange(false);
    setReason("");
    toast({ title });
    router.refresh();
  };
  const archive = useMutation(trpc.versions.archive.mutationOptions({ onSuccess: done(`v${number} is archived`) }));
  const unarchive = useMutation(trpc.versions.unarchive.mutationOptions({ onSuccess: done(`v${number} is out of the archive`) }));
  const reference = `${model}@${number}`;
  const act = archived ? unarchive : archive;
  const faults = faultsOf(act.error);

  function change(next: boolean) {
    onOpenChange(next);
    if (!next) act.reset();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={archived ? `Take v${number} out of the archive?` : `Archive v${number}?`}
      description={archived ? "Its promotion can be requested again." : "It goes to no stage any more. It can still be read, compared and pulled, and taken out of the archive at any time."}
      footer={(
        <>
          <DialogClose><Button>{archived ? "Leave it there" : `Keep v${number}`}</Button></DialogClose>
          <Button variant="primary" pending={act.isPending} onClick={() => (archived ? unarchive.mutate({ reference }) : archive.mutate({ reference, reason }))}>
            {archived ? "Take it out" : `Archive v${number}`}
          </Button>
        </>
      )}
    >
      {archived ? (
        faults.rest && <Notice tone="refuse" title={faults.rest} live />
      ) : (
        <div className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={`v${number} was not archived`} live>{faults.rest}</Notice>}
          <TextAreaField label="Why" required autoFocus maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} hint="Shown on its page." error={faults.fields["reason"]} />
        </div>
      )}
    </Dialog>
  );
}
