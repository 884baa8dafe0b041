import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { WhyNot } from "../../../../../../why-not.tsx";
import { loadModel, loadVersion } from "../../../../loaded-model.ts";
import { CardEditor } from "./card-editor.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Write the card of ${team}/${model} v${number}` };
}

export default async function EditCardPage({ params }: { params: Params }) {
  const { team, model: name, number } = await params;
  const [model, version] = await Promise.all([loadModel(team, name), loadVersion(team, name, number)]);
  const { cards } = await api();
  const [{ card }, beginnings] = await Promise.all([load(cards.get({ reference: version.reference })), load(cards.template({ reference: version.reference }))]);
  const base = `/models/${model.reference}/versions/${version.number}`;
  const waiting = version.openPromotions.length;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: model.team, href: `/models?team=${model.team}` },
          { label: model.name, href: `/models/${model.reference}` },
          { label: `v${version.number}`, href: base },
          { label: "card", href: `${base}/card` },
          { label: card ? "edit" : "write" },
        ]}
        title={card ? `Edit the card of v${version.number}` : `Write a card for v${version.number}`}
        lead="Markdown. The version and its files stay what they are; every revision is kept."
      />
      {waiting > 0 && (
        <div className="mb-5 max-w-3xl">
          <Notice tone="wait" title={waiting === 1 ? `A promotion to ${version.openPromotions[0]!.stage} waits for signatures` : `${waiting} promotions wait for signatures`}>
            Its reviewers sign the card too: another one begins a new round, in which earlier approvals don’t count.
          </Notice>
        </div>
      )}
      {model.can.includes("card:edit")
        ? <CardEditor reference={version.reference} base={`${base}/card`} card={card && { revision: card.revision, body: card.body }} beginnings={beginnings} />
        : <Notice title="You can’t write this card"><WhyNot model={model.reference} permission="card:edit" act="write the card" /></Notice>}
    </>
  );
}
