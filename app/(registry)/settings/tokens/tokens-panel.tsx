"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { permissionMeanings } from "#server/identity/schema.ts";
import type { Token } from "#server/tokens/schema.ts";
import { CreateToken } from "./create-token.tsx";
import { RevokeToken } from "./revoke-token.tsx";
import { presetOf, presets } from "./presets.ts";

/** One's own tokens: what machines act with in one's name. */
export function TokensPanel({ origin }: { origin: string }) {
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.tokens.list.queryOptions());
  return (
    <>
      <PageHeader
        title="API tokens"
        lead="A token lets a machine act in your name: never more than you may do yourself, and only what its scopes name."
        act={<CreateToken origin={origin} />}
      />
      {data ? <Tokens tokens={data} origin={origin} /> : error
        ? <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />
        : <SkeletonTable rows={3} widths={["20%", "14%", "26%", "12%", "12%"]} />}
    </>
  );
}

const columns: readonly Column<Token>[] = [
  { key: "name", header: "Name", width: "14rem", cell: (token) => <span className="font-medium">{token.name}</span> },
  { key: "prefix", header: "Begins with", cell: (token) => <code className="text-ink-soft">{token.prefix}…</code> },
  { key: "scopes", header: "Scopes", cell: (token) => <Scopes token={token} /> },
  { key: "created", header: "Created", cell: (token) => <RelativeTime at={token.createdAt} /> },
  { key: "used", header: "Last used", cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className="text-ink-soft">never</span>) },
  { key: "ends", header: "Ends", cell: (token) => <Ends token={token} /> },
  { key: "acts", header: "Acts", quiet: true, align: "end", cell: (token) => <RowActions><RevokeToken token={token} /></RowActions> },
];

function Tokens({ tokens, origin }: { tokens: readonly Token[]; origin: string }) {
  if (tokens.length === 0) {
    return (
      <EmptyState icon="key" title="No token yet" action={<CreateToken origin={origin} first />}>
        Create one for each machine or pipeline, so that each can be told apart and revoked alone. A trainer needs the scopes of “{presets.publish.label}”, a service that only fetches models those of “{presets.read.label}”.
      </EmptyState>
    );
  }
  return <Table caption="Your API tokens" columns={columns} rows={tokens} rowKey={(token) => token.id} />;
}

function Scopes({ token: { scopes, checks } }: { token: Token }) {
  const preset = presetOf(scopes);
  const meanings = scopes.map((scope) => `${scope}: ${permissionMeanings[scope].meaning}`).join("\n");
  return (
    <span className="grid justify-items-start gap-1">
      <span title={meanings} className="inline-flex flex-wrap items-center gap-1">
        {preset ? <><Badge>{presets[preset].label}</Badge> <span className="text-small text-ink-soft">{scopes.length} {scopes.length === 1 ? "scope" : "scopes"}</span></> : scopes.map((scope) => <Badge key={scope}>{scope}</Badge>)}
      </span>
      {checks.length > 0 && <span className="text-small text-ink-soft">reports {checks.map((check, at) => <span key={check}>{at > 0 && ", "}<code className="text-ink">{check}</code></span>)}</span>}
    </span>
  );
}

const soon = 7 * 86_400_000;

/** Whether a moment lies behind or shortly before us. */
function closeness(at: string): "ended" | "soon" | "later" {
  const left = Date.parse(at) - Date.now();
  return left <= 0 ? "ended" : left < soon ? "soon" : "later";
}

function Ends({ token: { expiresAt } }: { token: Token }) {
  if (!expiresAt) return <span className="text-ink-soft">never</span>;
  const when = closeness(expiresAt);
  if (when === "later") return <RelativeTime at={expiresAt} />;
  return <Badge tone={when === "ended" ? "refuse" : "wait"}>{when === "ended" ? "ended " : ""}<RelativeTime at={expiresAt} /></Badge>;
}
