import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { ChangePassword } from "./change-password.tsx";
import { Rename } from "./rename.tsx";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { identity } = await api();
  const [me, proofs] = await load(Promise.all([identity.whoami(), identity.proofs()]));
  return (
    <>
      <PageHeader title="Profile" lead={<>You sign in as <span className="text-ink">{me.email}</span>.</>} />
      <div className="grid max-w-xl gap-8">
        <Panel title="Name"><Rename name={me.name} /></Panel>
        <Panel title="Password">
          {proofs.password ? <ChangePassword email={me.email} secondFactor={proofs.secondFactor} /> : <Notice title="No password is kept here for you">You sign in through single sign-on.</Notice>}
        </Panel>
      </div>
    </>
  );
}
