"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** Gives a team another name to be shown by. What its models are called stays. */
export function RenameTeam({ team, name }: { team: string; name: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(name);
  const rename = useMutation(
    trpc.teams.rename.mutationOptions({
      onSuccess: async (renamed) => {
        setOpen(false);
        toast({ title: `The team is called ${renamed.name} now` });
        router.refresh();
        await queries.invalidateQueries({ queryKey: trpc.teams.list.queryKey() });
      },
    }),
  );
  const faults = faultsOf(rename.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate({ team, name: wanted });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); setWanted(name); rename.reset(); }}
      trigger={<Button icon="edit">Rename</Button>}
      title={`Rename ${name}`}
      description={<>Only the name that is shown changes: models stay <code>{team}/model</code>.</>}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={rename.isPending}>Rename the team</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextField label="Name" autoComplete="off" value={wanted} onChange={(event) => setWanted(event.target.value)} error={faults.fields["name"]} />
      </form>
    </Dialog>
  );
}
