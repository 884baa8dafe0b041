"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";
import type { ExternalCheck } from "#server/checks/schema.ts";

/** Changes what is said of a check. */
export function DescribeCheck({ check: { name, description } }: { check: ExternalCheck }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [open, setOpen] = useState(false);
  const describe = useMutation(
    trpc.checks.describe.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await queries.invalidateQueries({ queryKey: trpc.checks.pathKey() });
      },
    }),
  );
  const faults = faultsOf(describe.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    describe.mutate({ name, description: formText(new FormData(event.currentTarget), "description") });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); describe.reset(); }}
      trigger={<Button size="small" icon="edit">Describe<span className="sr-only"> {name}</span></Button>}
      title={`What ${name} looks at`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={describe.isPending}>Save the description</Button></>}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
        <TextAreaField label="Description" name="description" autoFocus rows={2} maxLength={300} defaultValue={description} error={faults.fields["description"]} />
      </form>
    </Dialog>
  );
}
