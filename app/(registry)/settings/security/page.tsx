import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { secondFactor, sessions } = await api();
  const [factor, list] = await load(Promise.all([secondFactor.status(), sessions.list()]));
  return (
    <>
      <PageHeader title="Security" lead="What protects your account, and where you are signed in." />
      <div className="grid gap-8">
        <SecondFactorPanel factor={factor} />
        <OwnSessions sessions={list} />
      </div>
    </>
  );
}
