import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { SeriesMark } from "#app/_ui/series-mark.tsx";
import { mostCompared, type ComparedVersion, type Comparison } from "#server/comparisons/schema.ts";
import { StageBadge } from "../models/stage-badge.tsx";
import { AddVersion } from "./add-version.tsx";
import { hrefOf, type Address } from "./address.ts";

/** The versions that are compared, each with the sign that it has in the charts below: one of them is the baseline, and each can go. */
export function Chosen({ address, comparison: { versions, baseline } }: { address: Address; comparison: Comparison }) {
  return (
    <section aria-label="Versions that are compared" className="mb-6 grid gap-3">
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {versions.map((version, at) => (
          <li key={version.id} className={`relative min-w-0 rounded-sm border px-3 py-2 ${at === baseline ? "border-edge bg-surface" : "border-line-strong"}`}>
            <Head version={version} place={at} />
            <div className="mt-1.5 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 text-small">
              {version.stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
              {version.archived && <Badge icon="lock">archived</Badge>}
              {at === baseline
                ? <Badge icon="equal">baseline</Badge>
                : <Link href={hrefOf({ ...address, baseline: address.versions[at] })} scroll={false} replace aria-label={`Make it the baseline: compare the others with ${version.reference}`} className="link text-ink-soft">make it the baseline</Link>}
            </div>
            <Link
              href={hrefOf({ ...address, versions: address.versions.filter((_, other) => other !== at) })} scroll={false} replace
              aria-label={`Take ${version.reference} out`} title="Take it out"
              className="absolute end-1.5 top-1.5 inline-flex size-7 items-center justify-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-9"
            >
              <Icon name="close" size={14} />
            </Link>
          </li>
        ))}
        {versions.length < mostCompared && (
          <li className="flex min-h-16 items-center justify-center rounded-sm border border-dashed border-line-strong px-3 py-2"><AddVersion address={address} /></li>
        )}
      </ul>
    </section>
  );
}

function Head({ version, place }: { version: ComparedVersion; place: number }) {
  const [team = "", name = ""] = version.model.split("/");
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 pe-7">
      <span className="pt-1"><SeriesMark place={place} size={13} /></span>
      <div className="min-w-0">
        <Link href={`/models/${version.model}/versions/${version.number}`} className="font-medium break-words hover:underline">
          <span className="font-normal text-ink-soft">{team} / </span>{name} <span className="font-mono">v{version.number}</span>
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
          <Digest value={version.digest} length={8} />
          <RelativeTime at={version.createdAt} />
          <span className="truncate">{version.framework}</span>
        </p>
      </div>
    </div>
  );
}
