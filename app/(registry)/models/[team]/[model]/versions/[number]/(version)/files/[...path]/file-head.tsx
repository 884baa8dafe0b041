import { LinkButton } from "#app/_ui/button.tsx";
import { CodeTabs, type Alternative } from "#app/_ui/code-block.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import type { Inspection } from "#server/inspect/schema.ts";
import { InspectionBadges } from "../inspection-badges.tsx";

/** A file's name, what it is, how large, its digest, and how to get it. */
export function FileHead({
  path, size, sha256, inspection, listHref, downloadHref, usage,
}: { path: string; size: number; sha256: string; inspection: Inspection | null; listHref: string; downloadHref: string; usage: readonly Alternative[] }) {
  const cut = path.lastIndexOf("/") + 1;
  return (
    <header className="grid gap-3 border-t-2 border-rule pt-2">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <p className="text-small"><Link href={listHref} className="link">All files</Link></p>
          <h2 className="font-mono break-all">{cut > 0 && <span className="font-normal text-ink-soft">{path.slice(0, cut)}</span>}{path.slice(cut)}</h2>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {inspection && <span>{inspection.label}</span>}
            <Bytes value={size} />
            <span className="inline-flex items-center gap-1.5"><span className="text-ink-soft">SHA-256</span><Digest value={sha256} length={16} /></span>
          </p>
          <p className="flex flex-wrap gap-1.5 empty:hidden"><InspectionBadges inspection={inspection} /></p>
        </div>
        <LinkButton icon="download" href={downloadHref} download>Download</LinkButton>
      </div>
      <details>
        <summary className="w-fit py-0.5 text-ink-soft hover:text-ink">From a terminal or a program</summary>
        <div className="mt-2"><CodeTabs label={`How to fetch ${path}`} alternatives={usage} /></div>
      </details>
    </header>
  );
}
