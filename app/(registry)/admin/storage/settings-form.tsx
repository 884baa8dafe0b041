"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { StorageSettings } from "#server/storage/schema.ts";
import { readSize, writeSize } from "./size.ts";

interface Typed {
  restoreDays: string;
  draftDays: string;
  graceHours: string;
  quota: string;
}

/** How long what was deleted is kept, and what a team may store. */
export function SettingsForm({ settings }: { settings: StorageSettings }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [changes, setChanges] = useState<Partial<Typed>>({});
  const [quotaFault, setQuotaFault] = useState<string | null>(null);
  const save = useMutation(
    trpc.storage.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.storage.pathKey() });
        setChanges({});
        toast({ title: "The storage settings are changed" });
      },
    }),
  );
  const faults = faultsOf(save.error);
  const typed: Typed = {
    restoreDays: String(settings.restoreDays), draftDays: String(settings.draftDays), graceHours: String(settings.graceHours), quota: writeSize(settings.quotaBytes), ...changes,
  };
  const bind = (name: keyof Typed) => ({
    name, value: typed[name], autoComplete: "off" as const,
    onChange: (event: { target: { value: string } }) => setChanges((before) => ({ ...before, [name]: event.target.value })),
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const size = readSize(typed.quota);
    setQuotaFault("fault" in size ? size.fault : null);
    if ("fault" in size) return;
    save.mutate({ restoreDays: numberOf(typed.restoreDays), draftDays: numberOf(typed.draftDays), graceHours: numberOf(typed.graceHours), quotaBytes: size.bytes });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {faults.rest && <Notice tone="refuse" title="The settings were not changed" live>{faults.rest}</Notice>}
      <TextField {...bind("restoreDays")} label="Days to restore what was deleted" inputMode="numeric" hint="A deleted version or draft can be brought back for so long." error={faults.fields["restoreDays"]} />
      <TextField {...bind("draftDays")} label="Days until an idle draft is deleted" inputMode="numeric" hint="Its author can restore it as long as a version." error={faults.fields["draftDays"]} />
      <TextField {...bind("graceHours")} label="Hours that unneeded bytes are kept" inputMode="numeric" hint="Uploads that are under way rely on it: at least an hour." error={faults.fields["graceHours"]} />
      <TextField {...bind("quota")} label="Quota of a team" spellCheck={false} placeholder="no limit" hint="Such as 500 GiB, for teams without a quota of their own. Empty: no limit." error={quotaFault ?? faults.fields["quotaBytes"]} />
      <div><Button type="submit" pending={save.isPending} disabled={Object.keys(changes).length === 0}>Save the settings</Button></div>
    </form>
  );
}

/** What is no number is left to the registry to refuse, in its own words. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
