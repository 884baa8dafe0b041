"use client";

import { Badge } from "#app/_ui/badge.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Session } from "#server/sessions/schema.ts";
import type { ReactNode } from "react";

const methodWords: Record<Session["method"], string> = { password: "Password", oidc: "Single sign-on" };

/** The sessions of one account, with what ends each. */
export function SessionsTable({ sessions, end }: { sessions: readonly Session[]; end: (session: Session) => ReactNode }) {
  const columns: readonly Column<Session>[] = [
    { key: "agent", header: "With", cell: (session) => <span className="inline-flex flex-wrap items-center gap-2"><span className="font-medium">{session.agent}</span>{session.current && <Badge tone="allow">This one</Badge>}</span> },
    { key: "address", header: "From", mono: true, cell: (session) => session.address },
    { key: "method", header: "Signed in by", cell: (session) => <span className="text-ink-soft">{methodWords[session.method]}</span> },
    { key: "since", header: "Since", cell: (session) => <RelativeTime at={session.since} /> },
    { key: "seen", header: "Last seen", cell: (session) => <RelativeTime at={session.lastSeenAt} /> },
    { key: "acts", header: "Acts", quiet: true, align: "end", cell: (session) => <RowActions>{end(session)}</RowActions> },
  ];
  return <Table caption="Sessions" columns={columns} rows={sessions} rowKey={(session) => session.id} />;
}
