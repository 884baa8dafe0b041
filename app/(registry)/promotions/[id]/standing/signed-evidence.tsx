import { Digest } from "#app/_ui/digest.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import { capital } from "../../words.ts";
import { partWords } from "../evidence-words.ts";
import { Fold } from "../fold.tsx";

/** What an approval is of, part by part, each with its digest. */
export function SignedEvidence({ promotion: { evidence, round } }: { promotion: Promotion }) {
  return (
    <Fold summary="What is signed">
      <p className="mb-2 text-small text-ink-soft">An approval is of one digest over all of these, in round {round}. When any of them changes, it no longer counts.</p>
      <p className="mb-1 flex flex-wrap items-center gap-x-2"><span className="font-medium">The whole</span><Digest value={evidence.digest} /></p>
      <dl className="divide-y divide-line">
        {evidence.parts.map(({ name, value }) => (
          <div key={name} className="flex flex-wrap items-center justify-between gap-x-3 py-1">
            <dt className="min-w-0 text-ink-soft">{capital(partWords(name))}</dt>
            <dd>{value === "none" ? <span className="text-ink-faint">none</span> : <Digest value={value} />}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
