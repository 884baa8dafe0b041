"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Copy } from "#app/_ui/copy.tsx";
import { KeyValues } from "#app/_ui/key-values.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

/**
 * How the provider is configured, and whether it answers. It is asked by the browser once the page is there: one that does
 * not answer holds nothing up.
 * @param origin the address that people open
 */
export function ProviderPanel({ origin }: { origin: string }) {
  const trpc = useTRPC();
  const { data: status, error, isFetching, refetch } = useQuery(trpc.singleSignOn.status.queryOptions({ origin }));
  const again = <Button size="small" pending={isFetching} onClick={() => void refetch()}>Ask it again</Button>;
  if (error) return <Frame><Notice tone="refuse" title={messageOf(error)} action={again} live /></Frame>;
  if (status === undefined) return <Frame><Skeleton height="9rem" /></Frame>;
  if (status === null) return <NotConfigured origin={origin} />;
  const { name, issuer, clientId, redirectUri, groupsClaim, scopes, discovered, fault, linked } = status;
  return (
    <Frame actions={again}>
      <div className="grid gap-3">
        {fault !== null && <Notice tone="refuse" title="The provider does not answer as it should">{fault} Until it does, nobody can sign in with it; passwords are not concerned.</Notice>}
        <KeyValues
          facts={[
            { label: "State", value: discovered ? <Badge tone="allow">answers</Badge> : <Badge tone="refuse">no answer</Badge> },
            { label: "Name", value: name },
            { label: "Issuer", value: <span className="break-all">{issuer}</span>, mono: true },
            { label: "Client id", value: <span className="break-all">{clientId}</span>, mono: true },
            { label: "Redirect URI", value: <Copy text={redirectUri} label="Copy the redirect URI" /> },
            { label: "Scopes", value: scopes, mono: true },
            { label: "Groups claim", value: groupsClaim, mono: true },
            { label: "Linked accounts", value: linked.toLocaleString("en") },
          ]}
        />
      </div>
    </Frame>
  );
}

function Frame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return <Panel title="The provider" actions={actions}><div className="max-w-3xl">{children}</div></Panel>;
}

function NotConfigured({ origin }: { origin: string }) {
  return (
    <Frame>
      <div className="grid gap-3">
        <p className="text-ink-soft">
          None is configured. Make a client for this registry at your provider, with the redirect URI below, and start the registry with these settings:
        </p>
        <p><Copy text={`${origin}/api/auth/callback/oidc`} label="Copy the redirect URI" /></p>
        <CodeBlock label="Settings of the provider" code={"OIDC_ISSUER=https://login.example.com/realms/main\nOIDC_CLIENT_ID=countersign\nOIDC_CLIENT_SECRET=…"} />
      </div>
    </Frame>
  );
}
