"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Select } from "#app/_ui/field.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { roleMeanings, teamRoles, type Member, type TeamRole } from "#server/teams/schema.ts";
import { roleNames } from "./role-names.ts";
import { useMembersChanged } from "./use-members-changed.ts";

/** A member's role, to be chosen. It is confirmed, because it decides who may sign. */
export function ChangeRole({ team, member, mine, last }: { team: string; member: Member; mine: boolean; last: boolean }) {
  const trpc = useTRPC();
  const changed = useMembersChanged();
  const [wanted, setWanted] = useState<TeamRole | null>(null);
  const set = useMutation(
    trpc.teams.setMember.mutationOptions({
      onSuccess: async ({ name, role }) => {
        await changed();
        setWanted(null);
        toast({ title: `${name} is a ${role} of ${team} now` });
      },
    }),
  );

  function choose(value: string) {
    const role = teamRoles.find((each) => each === value);
    if (role && role !== member.role) setWanted(role);
  }

  return (
    <>
      <Select aria-label={`Role of ${member.name}`} value={wanted ?? member.role} onChange={(event) => choose(event.target.value)}>
        {teamRoles.map((role) => <option key={role} value={role}>{roleNames[role]}</option>)}
      </Select>
      <Dialog
        open={wanted !== null}
        onOpenChange={(open) => { if (!open) { setWanted(null); set.reset(); } }}
        title={wanted ? `Make ${mine ? "yourself" : member.name} a ${wanted}?` : ""}
        description={wanted ? `${roleMeanings[wanted]}.` : undefined}
        footer={
          <>
            <DialogClose><Button>Keep {roleNames[member.role].toLowerCase()}</Button></DialogClose>
            <Button variant="primary" pending={set.isPending} onClick={() => { if (wanted) set.mutate({ team, email: member.email, role: wanted }); }}>Make {roleNames[wanted ?? member.role].toLowerCase()}</Button>
          </>
        }
      >
        {set.error ? <Notice tone="refuse" title={messageOf(set.error)} live /> : last && <LastMaintainer team={team} />}
      </Dialog>
    </>
  );
}

/** What happens to a team that nobody keeps. */
export function LastMaintainer({ team }: { team: string }) {
  return <Notice tone="wait" title={`Then ${team} has no maintainer`}>Only an administrator of the registry can add or change members after that.</Notice>;
}
