"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { mappedSiteRoles } from "#server/single-sign-on/schema.ts";
import { roleMeanings, teamRoles } from "#server/teams/schema.ts";

/** Says what a group at the provider gives. */
export function AddMapping({ teams }: { teams: readonly { slug: string; name: string }[] }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const fresh = useFreshSignIn();
  const [open, setOpen] = useState(false);
  const [group, setGroup] = useState("");
  const [where, setWhere] = useState(teams[0]?.slug ?? "");
  const [role, setRole] = useState<(typeof teamRoles)[number]>("viewer");
  const [siteRole, setSiteRole] = useState<(typeof mappedSiteRoles)[number]>("auditor");
  const add = useMutation(
    trpc.singleSignOn.addMapping.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${group} gives a role now`, detail: "It counts from each person’s next sign-in on." });
        setGroup("");
        await queries.invalidateQueries({ queryKey: trpc.singleSignOn.pathKey() });
      },
    }),
  );
  const faults = faultsOf(add.error);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    add.reset();
    try {
      await fresh.prove();
    } catch {
      return;
    }
    add.mutate(where === "" ? { gives: "site", group, siteRole } : { gives: "team", group, team: where, role });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); add.reset(); }}
      trigger={<Button variant="primary" icon="plus">Map a group</Button>}
      title="Map a group"
      description="Who is in the group has the role from their next sign-in on, for as long as they are in it."
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={add.isPending || fresh.pending}>Map the group</Button></>}
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="It was not mapped" live>{faults.rest}</Notice>}
        <TextField label="Group" mono autoFocus autoComplete="off" spellCheck={false} value={group} onChange={(event) => setGroup(event.target.value)} hint="Just as the provider’s groups claim names it: a name, a path, or an id." error={faults.fields["group"]} />
        <SelectField label="Gives a role" value={where} onChange={(event) => setWhere(event.target.value)}>
          {teams.map(({ slug, name }) => <option key={slug} value={slug}>in the team {name}</option>)}
          <option value="">on the whole registry</option>
        </SelectField>
        {where === "" ? (
          <SelectField label="Role" value={siteRole} onChange={(event) => setSiteRole(mappedSiteRoles.find((each) => each === event.target.value) ?? "auditor")}>
            <option value="auditor">Auditor: sees every model and the whole record</option>
            <option value="admin">Administrator: may do everything</option>
          </SelectField>
        ) : (
          <SelectField label="Role" value={role} onChange={(event) => setRole(teamRoles.find((each) => each === event.target.value) ?? "viewer")}>
            {teamRoles.map((each) => <option key={each} value={each}>{each}: {roleMeanings[each].toLowerCase()}</option>)}
          </SelectField>
        )}
        {fresh.fields}
      </form>
    </Dialog>
  );
}
