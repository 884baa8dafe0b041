"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { StageFields, type StageTyped, type TeamChoice } from "./stage-fields.tsx";
import { useStagesChanged } from "./use-stages-changed.ts";

const empty: StageTyped = { description: "", color: "blue", tells: [] };

/** Adds a stage after all others. */
export function CreateStage({ teams }: { teams: readonly TeamChoice[] }) {
  const trpc = useTRPC();
  const changed = useStagesChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [typed, setTyped] = useState(empty);
  const create = useMutation(
    trpc.stages.create.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${name} is a stage now`, detail: "One approval moves it, until it gets a policy of its own.", tone: "allow" });
        setName("");
        setTyped(empty);
        await changed();
      },
    }),
  );
  const faults = faultsOf(create.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name, ...typed, tells: [...typed.tells] });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); create.reset(); }}
      trigger={<Button variant="primary" icon="plus">Create a stage</Button>}
      title="Create a stage"
      description="It comes after all others, and can be moved up. The last stage is the one that the world is served from, and bears the seal."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending}>Create the stage</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not created" live>{faults.rest}</Notice>}
        <TextField
          label="Name" mono autoFocus autoComplete="off" spellCheck={false} autoCapitalize="none" placeholder="shadow" value={name} onChange={(event) => setName(event.target.value)}
          hint={<>What is live there is named <code>team/model@{name === "" ? "name" : name}</code>. It can’t be changed later.</>} error={faults.fields["name"]}
        />
        <StageFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} teams={teams} faults={faults} />
      </form>
    </Dialog>
  );
}
