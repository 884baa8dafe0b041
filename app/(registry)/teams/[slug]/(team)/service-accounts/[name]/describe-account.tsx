"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { ServiceAccount } from "#server/service-accounts/schema.ts";
import { AccountFields } from "../account-fields.tsx";

/** Changes what a machine is said to be for, and its role. Its tokens follow at once. */
export function DescribeAccount({ account }: { account: ServiceAccount }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [description, setDescription] = useState(account.description);
  const [role, setRole] = useState(account.role);
  const describe = useMutation(
    trpc.serviceAccounts.describe.mutationOptions({
      onSuccess: ({ name }) => {
        setOpen(false);
        toast({ title: `${name} is changed` });
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(describe.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    describe.mutate({ account: account.id, description, role });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); setDescription(account.description); setRole(account.role); describe.reset(); }}
      trigger={<Button icon="edit">Change</Button>}
      title={`Change ${account.name}`}
      description="Its tokens do what its role allows, from the next call on."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={describe.isPending}>Change the account</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <AccountFields description={description} onDescription={setDescription} role={role} onRole={setRole} faults={faults.fields} />
      </form>
    </Dialog>
  );
}
