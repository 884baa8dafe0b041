"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { KeptStage } from "#server/stages/schema.ts";
import { StageFields, type StageTyped, type TeamChoice } from "./stage-fields.tsx";
import { useStagesChanged } from "./use-stages-changed.ts";

/** Changes how a stage is described and marked, and who is told of it. */
export function ChangeStage({ stage, teams }: { stage: KeptStage; teams: readonly TeamChoice[] }) {
  const trpc = useTRPC();
  const changed = useStagesChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<StageTyped>(stage);
  const change = useMutation(
    trpc.stages.change.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${stage.name} is changed` });
        await changed();
      },
    }),
  );
  const faults = faultsOf(change.error);

  function show(next: boolean) {
    setOpen(next);
    if (!next) return;
    change.reset();
    setTyped(stage);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate({ name: stage.name, description: typed.description, color: typed.color, tells: [...typed.tells] });
  }

  return (
    <Dialog
      open={open} onOpenChange={show}
      trigger={<Button size="small" icon="edit">Change<span className="sr-only"> {stage.name}</span></Button>}
      title={`Change ${stage.name}`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={change.isPending}>Change the stage</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not changed" live>{faults.rest}</Notice>}
        <StageFields typed={typed} onType={(part) => setTyped((before) => ({ ...before, ...part }))} teams={teams} faults={faults} />
      </form>
    </Dialog>
  );
}
