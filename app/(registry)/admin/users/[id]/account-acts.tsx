"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { SelectField, TextAreaField } from "#app/_ui/field.tsx";
import type { Account } from "#server/accounts/schema.ts";
import { siteRoleMeanings, siteRoles } from "#server/identity/schema.ts";
import { siteRoleNames } from "../site-role-words.ts";
import { ResetLink } from "./reset-link.tsx";

/** What an administrator does to an account. Each wants a fresh sign-in. */
export function AccountActs({ account, mine }: { account: Account; mine: boolean }) {
  const active = account.deactivatedAt === null;
  return (
    <>
      {active && <ChangeRole account={account} />}
      {active && <ResetLink user={account.id} name={account.name} />}
      {account.factor.enabledAt !== null && <RemoveFactor account={account} />}
      {active ? !mine && <Deactivate account={account} /> : <Reactivate account={account} />}
    </>
  );
}

function ChangeRole({ account: { id, name, siteRole } }: { account: Account }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(siteRole);
  const change = useMutation(trpc.accounts.changeRole.mutationOptions());
  return (
    <ActDialog
      fresh trigger={<Button>Change the role</Button>}
      title={`Change the site role of ${name}`} description="It counts from their next click on, wherever they are signed in."
      keep="Cancel" confirm="Change the role" variant="primary" done={`${name} has another role now`}
      pending={change.isPending} error={change.error} act={() => change.mutateAsync({ id, siteRole: chosen })}
    >
      <SelectField label="Site role" hint={`${siteRoleMeanings[chosen]}.`} value={chosen} onChange={(event) => setChosen(siteRoles.find((role) => role === event.target.value) ?? "member")}>
        {siteRoles.toReversed().map((role) => <option key={role} value={role}>{siteRoleNames[role]}</option>)}
      </SelectField>
    </ActDialog>
  );
}

function RemoveFactor({ account: { id, name } }: { account: Account }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.secondFactor.remove.mutationOptions());
  return (
    <ActDialog
      fresh trigger={<Button>Remove the second factor</Button>}
      title={`Remove the second factor of ${name}?`} description="For who has lost it. Their password alone lets them in then; be sure that it is they who ask."
      keep="Keep it" confirm="Remove it" done="The second factor is removed"
      pending={remove.isPending} error={remove.error} act={() => remove.mutateAsync({ user: id })}
    />
  );
}

function Deactivate({ account: { id, name } }: { account: Account }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const deactivate = useMutation(trpc.accounts.deactivate.mutationOptions());
  return (
    <ActDialog
      fresh trigger={<Button variant="danger">Deactivate</Button>}
      title={`Deactivate ${name}?`} description="Their sessions and tokens end at once, and their signatures on open promotions stop counting. What they did stays on record."
      keep="Keep the account" confirm="Deactivate" done={`${name} is deactivated`}
      pending={deactivate.isPending} error={deactivate.error} act={() => deactivate.mutateAsync({ id, reason })}
    >
      <Why reason={reason} setReason={setReason} error={deactivate.error} />
    </ActDialog>
  );
}

function Reactivate({ account: { id, name } }: { account: Account }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState("");
  const reactivate = useMutation(trpc.accounts.reactivate.mutationOptions());
  return (
    <ActDialog
      fresh trigger={<Button variant="primary">Reactivate</Button>}
      title={`Reactivate ${name}?`} description="They can sign in again, with the roles that they had. No session and no token comes back."
      keep="Leave it" confirm="Reactivate" variant="primary" done={`${name} can sign in again`}
      pending={reactivate.isPending} error={reactivate.error} act={() => reactivate.mutateAsync({ id, reason })}
    >
      <Why reason={reason} setReason={setReason} error={reactivate.error} />
    </ActDialog>
  );
}

function Why({ reason, setReason, error }: { reason: string; setReason: (reason: string) => void; error: unknown }) {
  return <TextAreaField label="Why" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} error={faultsOf(error).fields["reason"]} />;
}
