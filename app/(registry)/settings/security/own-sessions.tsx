"use client";

import { useMutation } from "@tanstack/react-query";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { SessionsTable } from "#app/(registry)/sessions-table.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Session } from "#server/sessions/schema.ts";

/** Where one is signed in, with what ends the others. */
export function OwnSessions({ sessions }: { sessions: readonly Session[] }) {
  const trpc = useTRPC();
  const endOthers = useMutation(trpc.sessions.endOthers.mutationOptions());
  const others = sessions.filter(({ current }) => !current).length;
  const all = others > 0 && (
    <ActDialog
      trigger={<Button size="small">Sign out everywhere else</Button>}
      title="Sign out everywhere else?"
      description={`${others === 1 ? "One other session ends" : `${others} other sessions end`} at once. This one stays.`}
      keep="Keep them" confirm="Sign out everywhere else" done="Your other sessions have ended"
      pending={endOthers.isPending} error={endOthers.error} act={() => endOthers.mutateAsync()}
    />
  );
  return (
    <Panel title="Sessions" count={sessions.length} actions={all}>
      <SessionsTable sessions={sessions} end={(session) => !session.current && <EndSession session={session} />} />
    </Panel>
  );
}

function EndSession({ session }: { session: Session }) {
  const trpc = useTRPC();
  const end = useMutation(trpc.sessions.end.mutationOptions());
  return (
    <ActDialog
      trigger={<Button size="small" variant="quiet" aria-label={`End the session with ${session.agent} from ${session.address}`}>End</Button>}
      title="End this session?"
      description={`Whoever uses ${session.agent} from ${session.address} has to sign in again.`}
      keep="Keep it" confirm="End the session" done="The session has ended"
      pending={end.isPending} error={end.error} act={() => end.mutateAsync({ session: session.id })}
    />
  );
}
