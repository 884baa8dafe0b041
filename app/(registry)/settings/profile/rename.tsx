"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";

export function Rename({ name }: { name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [typed, setTyped] = useState(name);
  const rename = useMutation(
    trpc.identity.rename.mutationOptions({
      onSuccess: (after) => {
        toast({ title: `You are ${after.name} now` });
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(rename.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate({ name: typed });
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
      <TextField label="Your name" hint="What you signed before keeps the name that you had then." autoComplete="name" value={typed} onChange={(event) => setTyped(event.target.value)} error={faults.fields["name"]} />
      <div><Button type="submit" pending={rename.isPending} disabled={typed.trim() === name}>Change the name</Button></div>
    </form>
  );
}
