"use client";

import { useMutation } from "@tanstack/react-query";
import { ActDialog } from "#app/(registry)/act-dialog.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { Account } from "#server/accounts/schema.ts";

type Token = Account["tokens"][number];

/** The tokens that act in somebody's name, with what ends them. */
export function AccountTokens({ tokens }: { tokens: readonly Token[] }) {
  const never = <span className="text-ink-soft">never</span>;
  const columns: readonly Column<Token>[] = [
    { key: "name", header: "Name", cell: (token) => <span className="font-medium">{token.name}</span> },
    { key: "prefix", header: "Begins with", cell: (token) => <code className="text-ink-soft">{token.prefix}…</code> },
    { key: "scopes", header: "Scopes", cell: ({ scopes }) => <span title={scopes.join("\n")}>{scopes.length}</span> },
    { key: "used", header: "Last used", cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : never) },
    { key: "ends", header: "Ends", cell: ({ expiresAt }) => (expiresAt ? <RelativeTime at={expiresAt} /> : never) },
    { key: "acts", header: "Acts", quiet: true, align: "end", cell: (token) => <RowActions><Revoke token={token} /></RowActions> },
  ];
  return (
    <Panel title="API tokens" count={tokens.length}>
      {tokens.length > 0 ? <Table caption="API tokens" columns={columns} rows={tokens} rowKey={(token) => token.id} /> : <p className="text-ink-soft">No machine acts in their name.</p>}
    </Panel>
  );
}

function Revoke({ token }: { token: Token }) {
  const trpc = useTRPC();
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions());
  return (
    <ActDialog
      trigger={<Button size="small" variant="quiet" aria-label={`Revoke ${token.name}`}>Revoke</Button>}
      title={`Revoke ${token.name}?`} description={`What uses the token that begins with ${token.prefix} is refused from this moment on. This can't be undone.`}
      keep="Keep it" confirm="Revoke" done={`${token.name} is revoked`}
      pending={revoke.isPending} error={revoke.error} act={() => revoke.mutateAsync({ id: token.id })}
    />
  );
}
