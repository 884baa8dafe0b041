"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { CheckboxField, SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { visibilities, visibilityMeanings } from "#server/models/schema.ts";
import type { SiteSettings } from "#server/settings/schema.ts";

/** @param provider what the single sign-on provider is called; null where none is configured */
export function SettingsForm({ provider }: { provider: string | null }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.settings.site.queryOptions());
  if (error && !data) return <Notice tone="refuse" title={messageOf(error)} live />;
  return data ? <Form settings={data} provider={provider} /> : <Skeleton height="20rem" />;
}

type Typed = Omit<SiteSettings, "sessionHours"> & { sessionHours: string };

function Form({ settings, provider }: { settings: SiteSettings; provider: string | null }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [changes, setChanges] = useState<Partial<Typed>>({});
  const save = useMutation(
    trpc.settings.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.settings.pathKey() });
        setChanges({});
        toast({ title: "The settings are changed" });
        // The name stands in the frame around the page.
        router.refresh();
      },
    }),
  );
  const faults = faultsOf(save.error);
  const typed: Typed = { ...settings, sessionHours: String(settings.sessionHours), ...changes };
  const change = (more: Partial<Typed>) => setChanges((before) => ({ ...before, ...more }));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const hours = typed.sessionHours.trim();
    // What is no number is left to the registry to refuse, in its own words.
    save.mutate({ ...typed, sessionHours: hours === "" ? Number.NaN : Number(hours) });
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-8">
      {faults.rest && <Notice tone="refuse" title="The settings were not changed" live>{faults.rest}</Notice>}
      <Panel title="The registry">
        <div className="grid gap-4 pt-2">
          <TextField label="Name" value={typed.name} autoComplete="off" onChange={(event) => change({ name: event.target.value })} hint="It stands above every page, in the browser’s tabs, and where people sign in." error={faults.fields["name"]} />
          <SelectField label="Who sees a new model" value={typed.defaultVisibility} onChange={(event) => change({ defaultVisibility: visibilities.find((each) => each === event.target.value) ?? "private" })} hint="Whoever may share a model can change it for that one later.">
            {visibilities.map((each) => <option key={each} value={each}>{`${each === "internal" ? "Internal" : "Private"}: ${visibilityMeanings[each].toLowerCase()}`}</option>)}
          </SelectField>
          <CheckboxField label="People can use tags of their own" checked={typed.freeTags} onChange={(event) => change({ freeTags: event.target.checked })} hint="Otherwise only those of the vocabulary. What has others keeps them, and new versions can’t." />
        </div>
      </Panel>
      <Panel title="Signing in">
        <div className="grid gap-4 pt-2">
          <TextField label="Hours until one has to sign in again" inputMode="numeric" value={typed.sessionHours} autoComplete="off" onChange={(event) => change({ sessionHours: event.target.value })} hint="Less than before also ends the sessions that are open sooner." error={faults.fields["sessionHours"]} />
          <CheckboxField label="Administrators need a second factor" checked={typed.adminsNeedSecondFactor} onChange={(event) => change({ adminsNeedSecondFactor: event.target.checked })} hint="Until they have set one up, they act as members. Whoever signs in with the single sign-on provider has it there." />
          <CheckboxField label="People can sign in with a password" checked={typed.passwordSignIn} disabled={provider === null} onChange={(event) => change({ passwordSignIn: event.target.checked })} hint={passwordHint(provider)} />
          <CheckboxField label="People of the single sign-on provider get an account" checked={typed.makesAccounts} onChange={(event) => change({ makesAccounts: event.target.checked })} hint="By signing in with a verified e-mail address. Otherwise an administrator has to make or invite them first." />
        </div>
      </Panel>
      <div><Button type="submit" variant="primary" pending={save.isPending} disabled={Object.keys(changes).length === 0}>Save the settings</Button></div>
    </form>
  );
}

function passwordHint(provider: string | null): string {
  if (provider === null) return "No single sign-on provider is configured, so that passwords count whatever is set here.";
  return `Switching it off wants a sign-in with ${provider}, so that nobody is locked out. On the server, countersign-admin sign-in passwords on brings it back.`;
}
