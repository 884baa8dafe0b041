import type { Metadata } from "next";
import { api } from "#app/_trpc/server.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { titleOf } from "../words.ts";
import { Conversation } from "./conversation.tsx";
import { InTheWay } from "./in-the-way.tsx";
import { Outcome } from "./outcome.tsx";
import { PromotionHead } from "./promotion-head.tsx";
import { readEarlierSignature, readLog, readPromotion, readSigners, readWhole } from "./read-promotion.ts";
import { ReviewForm } from "./review-form.tsx";
import { Reviewers } from "./reviewers.tsx";
import { WatchPromotion } from "./watch-promotion.tsx";
import { WhatChanges } from "./what-changes.tsx";
import { Withdraw } from "./withdraw.tsx";

type Address = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const promotion = await readPromotion((await params).id);
  return { title: `${titleOf(promotion)} · ${promotion.model}` };
}

/** All of it is made from one reading of the promotion, so that what is signed is exactly what is shown. */
export default async function PromotionPage({ params }: Address) {
  const promotion = await readPromotion((await params).id);
  const [me, candidate, live, log, signers, earlier] = await Promise.all([
    (await api()).identity.whoami(),
    readWhole(promotion.candidate.reference),
    promotion.live ? readWhole(promotion.live.reference) : null,
    readLog(promotion.model),
    readSigners(promotion),
    readEarlierSignature(promotion),
  ]);
  const open = promotion.state === "open";
  return (
    <>
      <WatchPromotion promotion={promotion} me={me.id} />
      <PromotionHead promotion={promotion} earlier={earlier} />
      <Columns asideFirst={!open}
        aside={
          <>
            {open ? <InTheWay promotion={promotion} signers={signers} /> : <Outcome promotion={promotion} earlier={earlier} />}
            {open && <ReviewForm promotion={promotion} />}
            {promotion.kind === "promote" && <Reviewers promotion={promotion} signers={signers} />}
            {promotion.you.canWithdraw && <Withdraw promotion={promotion} />}
          </>
        }
      >
        <WhatChanges candidate={candidate} live={live} promotion={promotion} />
        <Conversation promotion={promotion} log={log} />
      </Columns>
    </>
  );
}
