import type { Metadata } from "next";
import { registryOrigin } from "#app/(registry)/models/registry-origin.ts";
import { api, Hydrate, trpc } from "#app/_trpc/server.tsx";
import { TokensPanel } from "./tokens-panel.tsx";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const origin = await registryOrigin();
  const { tokens } = await api();
  return (
    <Hydrate queries={[{ queryKey: trpc.tokens.list.queryKey(), queryFn: () => tokens.list() }]}>
      <TokensPanel origin={origin} />
    </Hydrate>
  );
}
