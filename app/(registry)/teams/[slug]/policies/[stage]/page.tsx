import type { Metadata } from "next";
import { PolicyPage } from "#app/(registry)/policies/policy-page.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { readTeam } from "../../read-team.ts";

type Address = { params: Promise<{ slug: string; stage: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { slug, stage } = await params;
  return { title: `Policy of ${slug} for ${stage}` };
}

export default async function TeamPolicyPage({ params }: Address) {
  const { slug, stage } = await params;
  const team = await readTeam(slug);
  const keeps = team.can.includes("policy:manage");
  return (
    <>
      <PageHeader
        crumbs={[{ label: "teams", href: "/teams" }, { label: slug, href: `/teams/${slug}` }, { label: `policy for ${stage}` }]}
        title={`Policy of ${team.name} for ${stage}`}
      />
      <PolicyPage scope={{ kind: "team", team: slug }} stage={stage} keeps={keeps} />
    </>
  );
}
