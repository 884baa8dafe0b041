import type { Metadata } from "next";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { CreateToken } from "#app/(registry)/settings/tokens/create-token.tsx";
import { tokensInput } from "#app/(registry)/settings/tokens/tokens-input.ts";
import { TokensList } from "#app/(registry)/settings/tokens/tokens-list.tsx";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { KeyValues } from "#app/_ui/key-values.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { readTeam } from "../../../read-team.ts";
import { roleNames } from "../../role-names.ts";
import { DescribeAccount } from "./describe-account.tsx";
import { RetireAccount } from "./retire-account.tsx";

type Address = { params: Promise<{ slug: string; name: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { slug, name } = await params;
  return { title: `${name}, service account of ${slug}` };
}

export default async function ServiceAccountPage({ params }: Address) {
  const { slug, name } = await params;
  const registry = await api();
  const [team, account, origin] = await Promise.all([readTeam(slug), load(registry.serviceAccounts.get({ team: slug, name })), registryOrigin()]);
  const keeps = team.can.includes("service:manage");
  const retired = account.retiredAt !== null;
  const tokens = keeps && !retired ? await load(registry.tokens.list(tokensInput(account.id))) : null;
  const create = { id: account.id, name: account.name };
  return (
    <>
      <p className="mb-4"><Link href={`/teams/${slug}/service-accounts`} className="link">All service accounts</Link></p>
      <Columns
        aside={
          <Panel title={account.name} actions={keeps && !retired && <><DescribeAccount account={account} /><RetireAccount account={account} /></>}>
            {account.description && <p className="mb-2 break-words">{account.description}</p>}
            <KeyValues
              facts={[
                { label: "Called", value: <span className="break-all">{account.email}</span>, mono: true },
                { label: "Role", value: roleNames[account.role] },
                { label: "Last used", value: account.lastUsedAt ? <RelativeTime at={account.lastUsedAt} /> : "never" },
                { label: "Made by", value: <>{account.createdBy.name}, <RelativeTime at={account.createdAt} /></> },
              ]}
            />
          </Panel>
        }
      >
        {account.retiredAt !== null && <Notice title="This service account is retired">It was retired <RelativeTime at={account.retiredAt} />: its tokens have ended, and it gets no other. What it made stays.</Notice>}
        {tokens && (
          <Panel title="Tokens" actions={<CreateToken origin={origin} account={create} />}>
            <Hydrate queries={[{ queryKey: trpc.tokens.list.infiniteQueryKey(tokensInput(account.id)), queryFn: () => ({ pages: [tokens], pageParams: [undefined] }) }]}>
              <TokensList caption={`Tokens of ${account.name}`} origin={origin} account={account.id}>
                <EmptyState icon="key" title="No token yet">Create one for each place where this machine runs, so that each can be rotated and revoked alone.</EmptyState>
              </TokensList>
            </Hydrate>
          </Panel>
        )}
        {!keeps && !retired && (
          <Panel title="Tokens" count={account.liveTokens}>
            <p className="text-ink-soft">Maintainers of the team see them, make them and end them.</p>
          </Panel>
        )}
      </Columns>
    </>
  );
}
