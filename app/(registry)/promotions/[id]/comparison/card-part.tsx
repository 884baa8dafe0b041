import { Digest } from "#app/_ui/digest.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Compared } from "#server/promotions/schema.ts";
import type { VersionDetail } from "#server/versions/schema.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { ChangedCard } from "./changed-card.tsx";

/** What became of the model card. Its text is read on demand. */
export function CardPart({ card, candidate, live }: { card: Compared["card"]; candidate: VersionDetail; live: VersionDetail | null }) {
  const link = <Link href={`/models/${candidate.model}/versions/${candidate.number}/card${card.candidateRevision === null ? "" : `?revision=${card.candidateRevision}`}`} className="link">Read the card of v{candidate.number}</Link>;
  const same = live !== null && card.candidate === card.live;
  return (
    <Panel title="Card" anchor="part-card" actions={<AboutButton about="card" />}>
      {card.candidate === null ? (
        <p className={live && card.live !== null ? "py-1.5 text-wait" : "py-1.5 text-ink-soft"}>v{candidate.number} has no card{live && card.live !== null ? `; v${live.number} has one` : ""}.</p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 py-1.5">
          <Digest value={`sha256:${card.candidate}`} />
          <span className="text-ink-soft">{same ? `the same as that of v${live.number}` : live === null ? "" : card.live === null ? `new: v${live.number} has none` : `another than that of v${live.number}`}</span>
          {link}
        </p>
      )}
      {live && card.candidate !== null && card.live !== null && !same && (
        <ChangedCard
          candidate={{ reference: candidate.reference, revision: card.candidateRevision ?? undefined }}
          live={{ reference: live.reference, revision: card.liveRevision ?? undefined }}
        />
      )}
    </Panel>
  );
}
