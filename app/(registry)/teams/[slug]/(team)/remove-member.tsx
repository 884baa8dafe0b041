"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Member } from "#server/teams/schema.ts";
import { LastMaintainer } from "./change-role.tsx";
import { useMembersChanged } from "./use-members-changed.ts";

/** Takes somebody out of the team, when that is confirmed. */
export function RemoveMember({ team, member, mine, last }: { team: string; member: Member; mine: boolean; last: boolean }) {
  const trpc = useTRPC();
  const changed = useMembersChanged();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.teams.removeMember.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast({ title: `${member.name} is no longer in ${team}` });
        await changed();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { setOpen(next); remove.reset(); }}
      trigger={<Button size="small" variant="quiet" aria-label={mine ? `Leave ${team}` : `Remove ${member.name}`}>{mine ? "Leave" : "Remove"}</Button>}
      title={mine ? `Leave ${team}?` : `Remove ${member.name} from ${team}?`}
      description={`${mine ? "You no longer see" : "They no longer see"} its models, and approvals that ${mine ? "you" : "they"} gave to open promotions stop counting. A request for changes still counts.`}
      footer={
        <>
          <DialogClose><Button>{mine ? "Stay" : "Keep them"}</Button></DialogClose>
          <Button variant="danger" pending={remove.isPending} onClick={() => remove.mutate({ team, userId: member.userId })}>{mine ? "Leave" : "Remove"}</Button>
        </>
      }
    >
      {remove.error ? <Notice tone="refuse" title={messageOf(remove.error)} live /> : last && <LastMaintainer team={team} />}
    </Dialog>
  );
}
