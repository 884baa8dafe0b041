"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { ServiceRole } from "#server/service-accounts/schema.ts";
import { AccountFields } from "./account-fields.tsx";

/** Makes an account for a machine, and then goes to it, where its tokens are made. */
export function CreateAccount({ team, first = false }: { team: string; first?: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [role, setRole] = useState<ServiceRole>("contributor");
  const create = useMutation(
    trpc.serviceAccounts.create.mutationOptions({
      onSuccess: (made) => {
        router.push(`/teams/${team}/service-accounts/${made.name}`);
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(create.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ team, name, description, role });
  }

  return (
    <Dialog
      onOpenChange={() => create.reset()}
      trigger={<Button variant={first ? "secondary" : "primary"} icon="plus">Create a service account</Button>}
      title="Create a service account"
      description={<>It belongs to <code>{team}</code>, and stays when you leave.</>}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending || create.isSuccess}>Create the account</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextField
          label="Name" mono placeholder="nightly-training" autoComplete="off" spellCheck={false} autoCapitalize="none" value={name} onChange={(event) => setName(event.target.value)}
          hint="Lower-case letters, digits and hyphens. It can't be changed later, or used again." error={faults.fields["name"]}
        />
        <AccountFields description={description} onDescription={setDescription} role={role} onRole={setRole} faults={faults.fields} />
      </form>
    </Dialog>
  );
}
