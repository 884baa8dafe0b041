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
import { slugSchema } from "#server/teams/schema.ts";
import { suggestSlug } from "./slug.ts";

/** Makes a team, and then goes to it, where its members are added. */
export function CreateTeam() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const create = useMutation(
    trpc.teams.create.mutationOptions({
      onSuccess: async ({ slug }) => {
        router.push(`/teams/${slug}`);
        await queries.invalidateQueries({ queryKey: trpc.teams.list.queryKey() });
      },
    }),
  );
  const faults = faultsOf(create.error);
  const slug = typed ?? suggestSlug(name);
  const fault = slug === "" && typed === null ? undefined : slugSchema.safeParse(slug).error?.issues[0]?.message;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name, slug });
  }

  return (
    <Dialog
      onOpenChange={() => create.reset()}
      trigger={<Button variant="primary" icon="plus">Create a team</Button>}
      title="Create a team"
      description="You become its first maintainer."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={create.isPending || create.isSuccess}>Create the team</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
        <TextField label="Name" placeholder="Fraud and risk" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} error={faults.fields["name"]} />
        <TextField
          label="Slug" mono autoComplete="off" spellCheck={false} autoCapitalize="none" value={slug} onChange={(event) => setTyped(event.target.value)}
          hint={<>Its models are called <code>{slug === "" || fault ? "slug" : slug}/model</code>. It can't be changed later.</>}
          error={faults.fields["slug"] ?? (fault && `${fault[0]?.toUpperCase() ?? ""}${fault.slice(1)}`)}
        />
      </form>
    </Dialog>
  );
}
