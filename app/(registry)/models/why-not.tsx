"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { Access } from "#server/grants/schema.ts";
import type { Permission } from "#server/identity/schema.ts";
import { Askers } from "./askers.tsx";
import { whatGives } from "./what-gives.ts";

/**
 * A quiet question where an act is missing, which is answered when it is asked: what one lacks, what gives it, and who can.
 * @param act as in “Why can't I …?”
 */
export function WhyNot({ model, permission, act }: { model: string; permission: Permission; act: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const access = useQuery({ ...trpc.grants.explain.queryOptions({ model }), enabled: open, staleTime: 0 });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<button type="button" className="link text-small text-ink-soft hover:text-ink">Why can’t I {act}?</button>}
      title={`Why can’t I ${act}?`}
      footer={(
        <>
          <DialogClose><Button>Close</Button></DialogClose>
          <LinkButton href={`/models/${model}/access`} onClick={() => setOpen(false)}>All that you may do here</LinkButton>
        </>
      )}
    >
      {access.isError && <Notice tone="refuse" title="It could not be found out" live action={<Button size="small" onClick={() => void access.refetch()}>Try again</Button>}>{messageOf(access.error)}</Notice>}
      {access.isFetching && !access.data && <div role="status" aria-label="Looking it up" className="grid gap-2"><Skeleton width="80%" /><Skeleton width="60%" /></div>}
      {access.data && <Answer access={access.data} permission={permission} />}
    </Dialog>
  );
}

function Answer({ access, permission }: { access: Access; permission: Permission }) {
  const router = useRouter();
  const found = access.permissions.find((each) => each.permission === permission);
  const [team = ""] = access.model.split("/");
  if (!found) return null;
  if (found.held) {
    return <Notice tone="allow" title="You may now" action={<Button size="small" onClick={() => router.refresh()}>Show the page anew</Button>}>You were given it meanwhile: {found.through.join("; ")}.</Notice>;
  }
  return (
    <div className="grid gap-4">
      <p>
        You do not have the permission <code>{permission}</code> <span className="text-ink-soft">({found.meaning.toLowerCase()})</span> on{" "}
        <span className="font-mono">{access.model}</span>. It takes {whatGives(found, team)}.
      </p>
      {found.roles.length > 0 && (
        <div>
          <p className="mb-1.5 font-medium">Who can give you such a role</p>
          <Askers model={access.model} askers={access.askers} />
        </div>
      )}
    </div>
  );
}
