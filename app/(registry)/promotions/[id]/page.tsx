import type { Metadata } from "next";
import { Columns } from "#app/_ui/page.tsx";
import { undecidedStates } from "#server/promotions/schema.ts";
import { titleOf } from "../words.ts";
import { ActBar } from "./acts/act-bar.tsx";
import { ActPanel } from "./acts/act-panel.tsx";
import { WhatChanges } from "./comparison/what-changes.tsx";
import { AboutDialog } from "./conversation/about-dialog.tsx";
import { Conversation } from "./conversation/conversation.tsx";
import { DeskProvider } from "./desk.tsx";
import { Outcome } from "./outcome.tsx";
import { PromotionHead } from "./promotion-head.tsx";
import { PromotionKeys } from "./promotion-keys.tsx";
import { readPromotion } from "./read-promotion.ts";
import { Recalled } from "./recalled.tsx";
import { Checks } from "./standing/checks.tsx";
import { DeploymentPanel } from "./standing/deployment-panel.tsx";
import { InTheWay } from "./standing/in-the-way.tsx";
import { PolicyWords } from "./standing/policy-words.tsx";
import { Reviewers } from "./standing/reviewers.tsx";
import { SignedEvidence } from "./standing/signed-evidence.tsx";
import { subjectOf } from "./subject.ts";
import { WatchPromotion } from "./watch-promotion.tsx";

type Address = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const promotion = await readPromotion((await params).id);
  return { title: `${titleOf(promotion)} · ${promotion.model}` };
}

/** All of it is made from one reading of the promotion, so that what is signed is exactly what is shown. */
export default async function PromotionPage({ params }: Address) {
  const promotion = await readPromotion((await params).id);
  const undecided = (undecidedStates as readonly string[]).includes(promotion.state);
  return (
    <DeskProvider subject={subjectOf(promotion)}>
      <WatchPromotion />
      <PromotionKeys />
      <AboutDialog />
      <PromotionHead promotion={promotion} />
      {undecided && <Recalled promotion={promotion} />}
      <Columns
        asideFirst={!undecided}
        asideWidth="wide"
        aside={
          <>
            {undecided ? <InTheWay promotion={promotion} /> : <Outcome promotion={promotion} />}
            {/* However much stands in the way, the act is in view. */}
            <div id="act" className="z-10 bg-paper lg:sticky lg:top-0 lg:bottom-0"><ActPanel /></div>
            <DeploymentPanel promotion={promotion} />
            <Checks checks={promotion.checks} />
            <Reviewers promotion={promotion} />
            <PolicyWords stage={promotion.stage} policy={promotion.policy} />
            <SignedEvidence promotion={promotion} />
          </>
        }
      >
        <WhatChanges promotion={promotion} />
        <Conversation promotion={promotion} />
      </Columns>
      {undecided && <ActBar />}
    </DeskProvider>
  );
}
