import type { Metadata } from "next";
import { PolicyEditPage } from "#app/(registry)/policies/policy-edit-page.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

type Address = { params: Promise<{ stage: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: `Change the policy for ${(await params).stage}` };
}

export default async function EditSitePolicyPage({ params }: Address) {
  const { stage } = await params;
  const { siteRole } = await load((await api()).identity.whoami());
  return (
    <>
      <PageHeader crumbs={[{ label: "policies", href: "/admin/policies" }, { label: stage, href: `/admin/policies/${stage}` }, { label: "change" }]} title={`Change the policy for ${stage}`} />
      <PolicyEditPage scope={{ kind: "site" }} stage={stage} keeps={siteRole === "admin"} />
    </>
  );
}
