"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { SecretLink } from "#app/(registry)/secret-link.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { CheckboxField, SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { siteRoleMeanings, siteRoles, type SiteRole } from "#server/identity/schema.ts";
import { roleMeanings, teamRoles, type TeamRole } from "#server/teams/schema.ts";
import { siteRoleNames } from "./site-role-words.ts";

interface Typed {
  email: string;
  siteRole: SiteRole;
  team: string;
  role: TeamRole;
  mail: boolean;
}

/**
 * Makes a link by which somebody gets an account.
 * @param team the one that is invited into; left out, it is chosen
 * @param admin whether who invites may give roles on the site
 */
export function InviteUser({ mails, admin, team = "" }: { mails: boolean; admin: boolean; team?: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const empty: Typed = { email: "", siteRole: "member", team, role: "viewer", mail: false };
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(empty);
  const teams = useQuery({ ...trpc.teams.list.queryOptions({ limit: 500 }), enabled: open && admin });
  const signIn = useFreshSignIn();
  const create = useMutation(trpc.invitations.create.mutationOptions());
  const faults = faultsOf(create.error);
  const type = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));

  async function send() {
    const { email, siteRole, role, mail } = typed;
    try {
      if (siteRole === "admin") await signIn.prove();
      await create.mutateAsync({ email, siteRole, mail, teams: typed.team === "" ? [] : [{ team: typed.team, role }] });
    } catch {
      // Told beside the fields.
    }
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  function change(next: boolean) {
    setOpen(next);
    if (next) return;
    if (create.isSuccess) {
      setTyped(empty);
      router.refresh();
    }
    create.reset();
  }

  return (
    <Dialog
      open={open} onOpenChange={change}
      trigger={<Button variant={team === "" ? "primary" : "secondary"} icon="person">Invite by link</Button>}
      title={create.isSuccess ? `${typed.email} is invited` : "Invite by link"}
      description={create.isSuccess ? undefined : "They choose their name and password themselves."}
      footer={create.isSuccess
        ? <DialogClose><Button variant="primary">Done</Button></DialogClose>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={signIn.pending || create.isPending}>Make the link</Button></>}
    >
      {create.data ? (
        <SecretLink path={`/invitation/${create.data.secret}`} expiresAt={create.data.expiresAt}>
          {typed.mail ? "It was mailed to them too." : "Send it to them by a channel that you trust."}
        </SecretLink>
      ) : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <TextField label="E-mail" type="email" autoComplete="off" hint="They sign in with it." value={typed.email} onChange={(event) => type({ email: event.target.value })} error={faults.fields["email"]} />
          {admin && (
            <SelectField label="Site role" hint={`${siteRoleMeanings[typed.siteRole]}.`} value={typed.siteRole} onChange={(event) => type({ siteRole: siteRoles.find((role) => role === event.target.value) ?? "member" })}>
              {siteRoles.toReversed().map((role) => <option key={role} value={role}>{siteRoleNames[role]}</option>)}
            </SelectField>
          )}
          {admin && team === "" && (
            <SelectField label="Team" optional value={typed.team} onChange={(event) => type({ team: event.target.value })}>
              <option value="">None yet</option>
              {teams.data?.items.map(({ slug, name }) => <option key={slug} value={slug}>{name}</option>)}
            </SelectField>
          )}
          {typed.team !== "" && (
            <SelectField label={`Role in ${typed.team}`} hint={`${roleMeanings[typed.role]}.`} value={typed.role} onChange={(event) => type({ role: teamRoles.find((role) => role === event.target.value) ?? "viewer" })}>
              {teamRoles.map((role) => <option key={role} value={role}>{role}</option>)}
            </SelectField>
          )}
          {mails && <CheckboxField label="Send it by mail too" checked={typed.mail} onChange={(event) => type({ mail: event.target.checked })} />}
          {typed.siteRole === "admin" && signIn.fields}
        </form>
      )}
    </Dialog>
  );
}
