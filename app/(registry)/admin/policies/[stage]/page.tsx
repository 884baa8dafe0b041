import type { Metadata } from "next";
import { PolicyPage } from "#app/(registry)/policies/policy-page.tsx";
import { api, load } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

type Address = { params: Promise<{ stage: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: `Policy for ${(await params).stage}` };
}

export default async function SitePolicyPage({ params }: Address) {
  const { stage } = await params;
  const { siteRole } = await load((await api()).identity.whoami());
  return (
    <>
      <PageHeader crumbs={[{ label: "policies", href: "/admin/policies" }, { label: stage }]} title={`Policy for ${stage}`} />
      <PolicyPage scope={{ kind: "site" }} stage={stage} keeps={siteRole === "admin"} />
    </>
  );
}
