"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf, reasonOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/field.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { roleMeanings, teamRoles, type TeamRole } from "#server/teams/schema.ts";
import { roleNames } from "./role-names.ts";
import { useMembersChanged } from "./use-members-changed.ts";

/** Brings somebody who has an account into the team. */
export function AddMember({ team, name, admin }: { team: string; name: string; admin: boolean }) {
  const trpc = useTRPC();
  const changed = useMembersChanged();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<TeamRole>("viewer");
  const add = useMutation(
    trpc.teams.setMember.mutationOptions({
      onSuccess: async (member) => {
        setOpen(false);
        setEmail("");
        toast({ title: `${member.name} is a ${member.role} of ${team} now` });
        await changed();
      },
    }),
  );
  const faults = faultsOf(add.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    add.mutate({ team, email, role });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); add.reset(); }}
      trigger={<Button variant="primary" icon="plus">Add a member</Button>}
      title={`Add a member to ${name}`}
      footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={add.isPending}>Add as {role}</Button></>}
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && (
          <Notice tone="refuse" title={faults.rest} live action={admin && reasonOf(add.error) === "not_found" ? <LinkButton size="small" href="/admin/users">Add them under Users</LinkButton> : undefined} />
        )}
        <TextField label="E-mail" type="email" hint="Of somebody who has an account here." autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} error={faults.fields["email"]} />
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">Role</legend>
          {teamRoles.map((each) => (
            <label key={each} className="grid grid-cols-[auto_1fr] gap-x-2">
              <input type="radio" name="role" checked={role === each} onChange={() => setRole(each)} className="mt-0.5 size-4 accent-ink" />
              <span>{roleNames[each]}</span>
              <span className="col-start-2 text-small text-ink-soft">{roleMeanings[each]}</span>
            </label>
          ))}
        </fieldset>
        <p className="flex gap-1.5 text-small text-ink-soft"><Icon name="info" size={14} className="mt-px" />Who is in the team already gets this role instead of their present one.</p>
      </form>
    </Dialog>
  );
}
