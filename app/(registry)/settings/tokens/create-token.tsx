"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { scopePresets, type Scope } from "#server/tokens/schema.ts";
import { CheckPins } from "./check-pins.tsx";
import { NewSecret } from "./new-secret.tsx";
import type { PresetName } from "./presets.ts";
import { ScopeFields } from "./scope-fields.tsx";

const lengths = [7, 30, 90, 365];

/** Makes a token, and then shows its secret: once, since nobody keeps it. */
export function CreateToken({ origin, first = false }: { origin: string; first?: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [preset, setPreset] = useState<PresetName | "chosen">("read");
  const [chosen, setChosen] = useState<readonly Scope[]>(scopePresets.read);
  const [checks, setChecks] = useState<readonly string[]>([]);
  const [days, setDays] = useState(90);
  const create = useMutation(trpc.tokens.create.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: trpc.tokens.list.queryKey() }) }));
  const faults = faultsOf(create.error);
  const scopes: readonly Scope[] = preset === "chosen" ? chosen : scopePresets[preset];
  const reports = scopes.includes("check:report");

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name, scopes: [...scopes], checks: reports ? [...checks] : [], expiresInDays: days });
  }

  function change(next: boolean) {
    setOpen(next);
    if (!next && create.isSuccess) {
      setName("");
      setChecks([]);
    }
    if (!next) create.reset();
  }

  const made = create.data;
  return (
    <Dialog
      open={open} onOpenChange={change} width={made ? "wide" : "medium"}
      trigger={<Button variant={first ? "secondary" : "primary"} icon="plus">Create a token</Button>}
      title={made ? `${create.variables.name} is ready` : "Create an API token"}
      description={made ? undefined : "Its secret is shown once, when it is made."}
      footer={made
        ? <DialogClose><Button>I have stored it</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending}>Create the token</Button></>}
    >
      {made ? <NewSecret secret={made.secret} expiresAt={made.expiresAt} origin={origin} /> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <TextField label="Name" hint="The machine or pipeline that will hold it." placeholder="nightly-training" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} error={faults.fields["name"]} />
          <ScopeFields preset={preset} onPreset={setPreset} chosen={chosen} onChosen={setChosen} error={faults.fields["scopes"]} />
          {reports && <CheckPins chosen={checks} onChoose={setChecks} error={faults.fields["checks"]} />}
          <SelectField label="Ends after" value={days} onChange={(event) => setDays(Number(event.target.value))} error={faults.fields["expiresInDays"]}>
            {lengths.map((length) => <option key={length} value={length}>{length} days</option>)}
          </SelectField>
        </form>
      )}
    </Dialog>
  );
}
