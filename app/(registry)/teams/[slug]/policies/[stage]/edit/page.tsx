import type { Metadata } from "next";
import { PolicyEditPage } from "#app/(registry)/policies/policy-edit-page.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { readTeam } from "../../../read-team.ts";

type Address = { params: Promise<{ slug: string; stage: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { slug, stage } = await params;
  return { title: `Change the policy of ${slug} for ${stage}` };
}

export default async function EditTeamPolicyPage({ params }: Address) {
  const { slug, stage } = await params;
  const team = await readTeam(slug);
  const keeps = team.can.includes("policy:manage");
  return (
    <>
      <PageHeader
        crumbs={[{ label: "teams", href: "/teams" }, { label: slug, href: `/teams/${slug}` }, { label: `policy for ${stage}`, href: `/teams/${slug}/policies/${stage}` }, { label: "change" }]}
        title={`Change the policy of ${team.name} for ${stage}`}
      />
      <PolicyEditPage scope={{ kind: "team", team: slug }} stage={stage} keeps={keeps} />
    </>
  );
}
