"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { useFreshSignIn } from "#app/(registry)/fresh-sign-in.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { faultsOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Field, Input, SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { siteRoleMeanings, siteRoles, type SiteRole } from "#server/identity/schema.ts";
import { newPassword } from "./new-password.ts";
import { siteRoleNames } from "./site-role-words.ts";

const empty = { name: "", email: "", password: "" };

/** Makes an account, and then says what its owner still needs. */
export function AddUser() {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(empty);
  const [siteRole, setSiteRole] = useState<SiteRole>("member");
  const create = useMutation(
    trpc.identity.createUser.mutationOptions({
      onSuccess: () => router.refresh(),
    }),
  );
  const signIn = useFreshSignIn();
  const faults = faultsOf(create.error);
  const type = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }));
  const generate = () => type({ password: newPassword(crypto.getRandomValues(new Uint8Array(20))) });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }

  async function send() {
    try {
      if (siteRole === "admin") await signIn.prove();
      await create.mutateAsync({ ...typed, siteRole });
    } catch {
      // Told beside the fields.
    }
  }

  function change(next: boolean) {
    setOpen(next);
    if (next) return;
    if (create.isSuccess) {
      setTyped(empty);
      setSiteRole("member");
    }
    create.reset();
  }

  return (
    <Dialog
      open={open} onOpenChange={change}
      trigger={<Button icon="plus">Add a user</Button>}
      title={create.isSuccess ? `${typed.name} can sign in now` : "Add a user"}
      footer={create.isSuccess
        ? <><DialogClose><Button>Done</Button></DialogClose><LinkButton href="/teams" icon="people">Choose a team</LinkButton></>
        : <><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary" type="submit" form={form} pending={signIn.pending || create.isPending}>Add the user</Button></>}
    >
      {create.isSuccess ? <Added email={typed.email} password={typed.password} admin={siteRole === "admin"} /> : (
        <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {faults.rest && <Notice tone="refuse" title={faults.rest} live />}
          <TextField label="Name" autoComplete="off" value={typed.name} onChange={(event) => type({ name: event.target.value })} error={faults.fields["name"]} />
          <TextField label="E-mail" type="email" autoComplete="off" hint="They sign in with it." value={typed.email} onChange={(event) => type({ email: event.target.value })} error={faults.fields["email"]} />
          <Field label="First password" hint="At least 10 characters." error={faults.fields["password"]}>
            {(control) => (
              <span className="flex gap-2">
                <Input {...control} mono autoComplete="off" spellCheck={false} autoCapitalize="none" value={typed.password} onChange={(event) => type({ password: event.target.value })} />
                <Button onClick={generate}>Generate</Button>
              </span>
            )}
          </Field>
          <SelectField label="Site role" hint={`${siteRoleMeanings[siteRole]}.`} value={siteRole} onChange={(event) => setSiteRole(siteRoles.find((role) => role === event.target.value) ?? "member")}>
            {siteRoles.toReversed().map((role) => <option key={role} value={role}>{siteRoleNames[role]}</option>)}
          </SelectField>
          {siteRole === "admin" && signIn.fields}
        </form>
      )}
    </Dialog>
  );
}

function Added({ email, password, admin }: { email: string; password: string; admin: boolean }) {
  return (
    <div className="grid gap-4">
      <Notice tone="wait" title="Hand over the password yourself">
        Say it, or send it by a channel other than the one that carries the e-mail address. It is not shown again.
      </Notice>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5 [&_dt]:text-ink-soft">
        <dt>E-mail</dt><dd className="break-all">{email}</dd>
        <dt>Password</dt><dd className="flex items-center gap-1"><code className="break-all">{password}</code><CopyButton text={password} label="Copy the password" /></dd>
      </dl>
      {!admin && <p className="text-ink-soft">They see no model yet: add them to a team by this address, with the role that they need.</p>}
    </div>
  );
}
