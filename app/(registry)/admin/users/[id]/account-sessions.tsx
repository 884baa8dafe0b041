"use client";

import { useMutation } from "@tanstack/react-query";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { SessionsTable } from "#app/(registry)/sessions-table.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Session } from "#server/sessions/schema.ts";

/** Where somebody is signed in, with what ends it. */
export function AccountSessions({ user, sessions }: { user: string; sessions: readonly Session[] }) {
  const trpc = useTRPC();
  const endAll = useMutation(trpc.sessions.endAllOfUser.mutationOptions());
  if (sessions.length === 0) return <Panel title="Sessions" count={0}><p className="text-ink-soft">Not signed in anywhere.</p></Panel>;
  const all = (
    <ActDialog
      trigger={<Button size="small">End all</Button>}
      title="End all sessions?" description="They have to sign in again everywhere. Your own session stays."
      keep="Keep them" confirm="End all" done="The sessions have ended"
      pending={endAll.isPending} error={endAll.error} act={() => endAll.mutateAsync({ user })}
    />
  );
  return (
    <Panel title="Sessions" count={sessions.length} actions={all}>
      <SessionsTable sessions={sessions} end={(session) => !session.current && <EndSession user={user} session={session} />} />
    </Panel>
  );
}

function EndSession({ user, session }: { user: string; session: Session }) {
  const trpc = useTRPC();
  const end = useMutation(trpc.sessions.endOfUser.mutationOptions());
  return (
    <ActDialog
      trigger={<Button size="small" variant="quiet" aria-label={`End the session with ${session.agent} from ${session.address}`}>End</Button>}
      title="End this session?" description={`Whoever uses ${session.agent} from ${session.address} has to sign in again.`}
      keep="Keep it" confirm="End the session" done="The session has ended"
      pending={end.isPending} error={end.error} act={() => end.mutateAsync({ user, session: session.id })}
    />
  );
}
