"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { formText } from "#app/_ui/form-text.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { View } from "#server/search/schema.ts";
import { catalogueHref, type Asked } from "./address.ts";

/** Keeps what is shown under a name, for oneself or for a team; or changes a view that was kept. */
export function ViewDialog({ asked, columns, view, onClose, onShow }: { asked: Asked; columns: readonly string[]; view: View | null; onClose: () => void; onShow: (href: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [team, setTeam] = useState(view?.team ?? "");
  const teams = useQuery(trpc.teams.list.queryOptions({ limit: 200 }));
  const save = useMutation(
    trpc.search.views.save.mutationOptions({
      onSuccess: async ({ id }, { name }) => {
        await queries.invalidateQueries({ queryKey: trpc.search.views.list.queryKey() });
        toast({ title: `The view ${name} is saved`, tone: "allow" });
        onClose();
        onShow(catalogueHref({ ...asked, view: id }));
      },
    }),
  );
  const faults = faultsOf(save.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate({ ...(view ? { id: view.id } : {}), name: formText(new FormData(event.currentTarget), "name"), query: asked.query, layout: { as: asked.as, columns: [...columns] }, ...(team ? { team } : {}) });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={view ? `Change the view ${view.name}` : "Save this view"}
      description={asked.query ? <>It keeps the search <code className="break-words">{asked.query}</code>, its columns and its form.</> : "It keeps all models, the columns and the form."}
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button type="submit" form={form} variant="primary" pending={save.isPending}>Save the view</Button>
        </>
      )}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not saved" live>{faults.rest}</Notice>}
        <TextField label="Name" name="name" defaultValue={view?.name ?? ""} maxLength={80} autoFocus required error={faults.fields["name"]} />
        <SelectField label="Who sees it" value={team} onChange={(event) => setTeam(event.target.value)} hint="A team’s members see it among their views. Each finds by it what they may see." error={faults.fields["team"]}>
          <option value="">You alone</option>
          {teams.data?.items.map(({ slug, name }) => <option key={slug} value={slug}>The team {name}</option>)}
          {team !== "" && teams.data?.items.every(({ slug }) => slug !== team) && <option value={team}>The team {team}</option>}
        </SelectField>
      </form>
    </Dialog>
  );
}
