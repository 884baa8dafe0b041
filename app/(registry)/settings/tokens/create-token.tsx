"use client";

import { useMutation } from "@tanstack/react-query";
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
import { PatternFields } from "./pattern-fields.tsx";
import { faultOf, readPatterns } from "./patterns.ts";
import type { PresetName } from "./presets.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { usePreview } from "./use-preview.ts";
import { useTokensChanged } from "./use-tokens-changed.ts";

const lengths = [7, 30, 90, 365];

/** Makes a token, one's own or a service account's, and then shows its secret: once, since nobody keeps it. */
export function CreateToken({ origin, account, first = false }: { origin: string; account?: { id: string; name: string }; first?: boolean }) {
  const trpc = useTRPC();
  const changed = useTokensChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [preset, setPreset] = useState<PresetName | "chosen">("read");
  const [chosen, setChosen] = useState<readonly Scope[]>(scopePresets.read);
  const [patterns, setPatterns] = useState("*");
  const [checks, setChecks] = useState<readonly string[]>([]);
  const [days, setDays] = useState(90);
  const create = useMutation(trpc.tokens.create.mutationOptions({ onSuccess: changed }));
  const faults = faultsOf(create.error);
  const scopes: readonly Scope[] = preset === "chosen" ? chosen : scopePresets[preset];
  const models = readPatterns(patterns);
  const fault = faultOf(models);
  const preview = usePreview(account?.id, models, open && fault === undefined);
  const reports = scopes.includes("check:report");

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ ...(account ? { account: account.id } : {}), name, scopes: [...scopes], models, checks: reports ? [...checks] : [], expiresInDays: days });
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
      title={made ? `${create.variables.name} is ready` : account ? `Create a token for ${account.name}` : "Create an API token"}
      description={made ? undefined : account ? "Its secret is shown once, to you: so promotions of what the machine then does are for somebody else to sign." : "Its secret is shown once, when it is made."}
      footer={made
        ? <DialogClose><Button>I have stored it</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending}>Create the token</Button></>}
    >
      {made ? <NewSecret secret={made.secret} expiresAt={made.expiresAt} origin={origin} /> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <TextField label="Name" hint="The machine or pipeline that will hold it." placeholder="nightly-training" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} error={faults.fields["name"]} />
          <ScopeFields kind={account ? "service" : "person"} preset={preset} onPreset={setPreset} chosen={chosen} onChosen={setChosen} holds={preview?.holds ?? null} error={faults.fields["scopes"]} />
          <PatternFields text={patterns} onText={setPatterns} fault={fault ?? faults.fields["models"]} reached={models.length === 0 ? 0 : (preview?.models ?? null)} />
          {reports && <CheckPins chosen={checks} onChoose={setChecks} error={faults.fields["checks"]} />}
          <SelectField label="Ends after" value={days} onChange={(event) => setDays(Number(event.target.value))} error={faults.fields["expiresInDays"]}>
            {lengths.map((length) => <option key={length} value={length}>{length} days</option>)}
          </SelectField>
        </form>
      )}
    </Dialog>
  );
}
