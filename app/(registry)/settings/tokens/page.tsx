import type { Metadata } from "next";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { CreateToken } from "./create-token.tsx";
import { presets } from "./presets.ts";
import { tokensInput } from "./tokens-input.ts";
import { TokensList } from "./tokens-list.tsx";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const origin = await registryOrigin();
  const { tokens } = await api();
  const first = await load(tokens.list(tokensInput()));
  return (
    <>
      <PageHeader
        title="API tokens"
        lead="A token lets a program act in your name: never more than you may do yourself at that instant, only what its scopes name, and only on the models that it reaches. What a pipeline does for a team is better done by a service account, which does not leave with you."
        act={<CreateToken origin={origin} />}
      />
      <Hydrate queries={[{ queryKey: trpc.tokens.list.infiniteQueryKey(tokensInput()), queryFn: () => ({ pages: [first], pageParams: [undefined] }) }]}>
        <TokensList caption="Your API tokens" origin={origin}>
          <EmptyState icon="key" title="No token yet" action={<CreateToken origin={origin} first />}>
            Create one for each program, so that each can be told apart and revoked alone. A trainer needs the scopes of “{presets.publish.label}”, a service that only fetches models those of “{presets.read.label}”.
          </EmptyState>
        </TokensList>
      </Hydrate>
    </>
  );
}
