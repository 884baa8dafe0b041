"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, IconButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextAreaField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";

/** Changes what is said of a model. */
export function DescribeDialog({ model, description }: { model: string; description: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const describe = useMutation(
    trpc.models.describe.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(describe.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    describe.mutate({ model, description: formText(new FormData(event.currentTarget), "description") });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon="edit" label="Edit the description" size="small" />}
      title="What this model is for"
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={id} variant="primary" pending={describe.isPending}>Save the description</Button>
        </>
      )}
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
        <TextAreaField label="Description" name="description" defaultValue={description} maxLength={2000} rows={4} autoFocus error={faults.fields["description"]} hint="One or two sentences. The card of each version says more." />
      </form>
    </Dialog>
  );
}
