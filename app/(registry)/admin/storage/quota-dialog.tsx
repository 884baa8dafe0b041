"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { formatBytes } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { TeamUsage } from "#server/storage/schema.ts";
import { readSize, writeSize } from "./size.ts";

/** A quota of a team's own, instead of what the settings say for all. */
export function QuotaDialog({ usage: { team, name, bytes, ownQuotaBytes } }: { usage: TeamUsage }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const set = useMutation(
    trpc.storage.setQuota.mutationOptions({
      onSuccess: async ({ quotaBytes }) => {
        setOpen(false);
        toast({ title: quotaBytes === null ? `${name} may store what the settings say` : `${name} may store ${formatBytes(quotaBytes)}` });
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.storage.pathKey() });
      },
    }),
  );
  const faults = faultsOf(set.error);
  const size = readSize(typed);

  function change(next: boolean) {
    setOpen(next);
    if (!next) return;
    set.reset();
    setFault(null);
    setTyped(writeSize(ownQuotaBytes));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if ("fault" in size) setFault(size.fault);
    else set.mutate({ team, quotaBytes: size.bytes });
  }

  return (
    <Dialog
      open={open} onOpenChange={change}
      trigger={<Button size="small" icon="edit">Quota<span className="sr-only"> of {name}</span></Button>}
      title={`Quota of ${name}`}
      description={`${name} stores ${formatBytes(bytes)} now. A push that would bring it above its quota is refused; what is there stays.`}
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={form} variant="primary" pending={set.isPending}>Set the quota</Button>
        </>
      )}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="The quota was not changed" live>{faults.rest}</Notice>}
        <TextField
          label="Quota" autoFocus autoComplete="off" spellCheck={false} placeholder="as the settings say" value={typed}
          onChange={(event) => { setTyped(event.target.value); setFault(null); }}
          hint="Such as 500 GiB. Empty: what the settings say for every team." error={fault ?? faults.fields["quotaBytes"]}
        />
        {"bytes" in size && size.bytes !== null && size.bytes < bytes && <Notice tone="wait" title="That is less than it stores">Then nothing can be pushed until versions were deleted and their files given up.</Notice>}
      </form>
    </Dialog>
  );
}
