"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { instantOf, localOf, localZone } from "#app/(registry)/local-time.ts";
import { roleNames } from "#app/(registry)/teams/[slug]/(team)/role-names.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { SelectField, TextField } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Grant } from "#server/grants/schema.ts";
import { roleMeanings, teamRoles, type TeamRole } from "#server/teams/schema.ts";
import { grantFaults } from "./grant-faults.ts";
import { later, quickEnds } from "./quick-ends.ts";
import { subjectName } from "./subject-name.ts";
import { useAccessChanged } from "./use-access-changed.ts";

interface Typed {
  kind: "user" | "team";
  email: string;
  team: string;
  role: TeamRole;
  /** As the field has it, in local time; empty for no end. */
  end: string;
}

const empty: Typed = { kind: "user", email: "", team: "", role: "viewer", end: "" };

function typedOf({ to, role, expiresAt, ended }: Grant): Typed {
  return {
    kind: to.kind,
    email: to.kind === "user" ? to.email : "",
    team: to.kind === "team" ? to.team : "",
    role,
    end: expiresAt === null || ended ? "" : localOf(expiresAt),
  };
}

/**
 * Gives a role on the model to somebody, or to a team; what was typed is kept until it is given.
 * @param given the role to change; left out, a new one is given
 */
export function GiveRole({ model, given }: { model: string; given?: Grant }) {
  const trpc = useTRPC();
  const changed = useAccessChanged(model);
  const form = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(empty);
  const set = useMutation(
    trpc.grants.set.mutationOptions({
      onSuccess: async (_grant, { to, role }) => {
        setOpen(false);
        setTyped(empty);
        toast({ title: `${to.kind === "team" ? `The team ${to.team}` : to.email} is a ${role} of ${model} now` });
        await changed();
      },
    }),
  );
  const faults = grantFaults(set.error);
  const type = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));

  function change(next: boolean) {
    setOpen(next);
    if (!next) return;
    set.reset();
    if (given) setTyped(typedOf(given));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { kind, email, team, role, end } = typed;
    set.mutate({ model, to: kind === "user" ? { kind, email } : { kind, team }, role, expiresAt: instantOf(end) ?? null });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={given
        ? <Button size="small" variant="quiet">Change<span className="sr-only"> the role of {subjectName(given.to)}</span></Button>
        : <Button size="small" icon="plus">Give a role</Button>}
      title={given ? `Change the role of ${subjectName(given.to)}` : "Give a role on this model"}
      description={given ? undefined : `On ${model} alone: the team’s other models stay as they are.`}
      footer={(
        <>
          <DialogClose><Button>Cancel</Button></DialogClose>
          <Button variant="primary" type="submit" form={form} pending={set.isPending}>{given ? "Change the role" : `Make ${roleNames[typed.role].toLowerCase()}`}</Button>
        </>
      )}
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4">
        {faults.rest && <Notice tone="refuse" title="The role was not given" live>{faults.rest}</Notice>}
        {!given && <To typed={typed} type={type} error={faults.to} />}
        {given && faults.to && <Notice tone="refuse" title="The role was not changed" live>{faults.to}</Notice>}
        <SelectField
          label="Role" value={typed.role} hint={`${roleMeanings[typed.role]}.`} error={faults.role}
          onChange={(event) => type({ role: teamRoles.find((role) => role === event.target.value) ?? "viewer" })}
        >
          {teamRoles.map((role) => <option key={role} value={role}>{roleNames[role]}</option>)}
        </SelectField>
        <div className="grid gap-2">
          <TextField
            label="Until" optional type="datetime-local" value={typed.end} onChange={(event) => type({ end: event.target.value })} error={faults.end}
            hint={`From then on it gives nothing. Left empty, it has no end. On your clock: ${localZone()}.`}
          />
          <div role="group" aria-label="Until, counted from now" className="flex flex-wrap gap-1.5">
            {quickEnds.map((each) => <Button key={each.label} size="small" onClick={() => type({ end: localOf(later(each, Date.now())) })}>{each.label}</Button>)}
            {typed.end !== "" && <Button size="small" variant="quiet" onClick={() => type({ end: "" })}>No end</Button>}
          </div>
        </div>
      </form>
    </Dialog>
  );
}

/** Who gets it: somebody by their e-mail address, or every member of a team. */
function To({ typed: { kind, email, team }, type, error }: { typed: Typed; type: (part: Partial<Typed>) => void; error: string | undefined }) {
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="mb-1 font-medium">To</legend>
        <label className="flex items-center gap-2"><input type="radio" name="kind" checked={kind === "user"} onChange={() => type({ kind: "user" })} className="size-4 accent-ink" />One account</label>
        <label className="flex items-center gap-2"><input type="radio" name="kind" checked={kind === "team"} onChange={() => type({ kind: "team" })} className="size-4 accent-ink" />A whole team</label>
      </fieldset>
      {kind === "user"
        ? <TextField label="E-mail" type="email" autoComplete="off" value={email} onChange={(event) => type({ email: event.target.value })} error={error} hint="Of a person or a service account of this registry. Who has a role here already gets this one instead." />
        : <TextField label="Team" mono autoComplete="off" autoCapitalize="none" spellCheck={false} value={team} onChange={(event) => type({ team: event.target.value.trim() })} error={error} hint="Its slug, such as growth. Whoever is in it has the role, for as long as they are." />}
    </>
  );
}
