import type { ReactNode } from "react";
import { toneIcon, toneText } from "#app/_ui/badge.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import type { VersionInspection } from "./inspected.ts";
import { meaningOfVersion } from "./safety-words.ts";
import { formatParameters } from "./tensor-words.ts";

/** How much there is, of which formats, and whether any of it runs code. */
export function FilesSummary({ files, bytes, inspection }: { files: number; bytes: number; inspection: VersionInspection }) {
  const { tone, title, text } = meaningOfVersion(inspection);
  return (
    <div className="grid gap-3">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Total name={files === 1 ? "file" : "files"}>{formatCount(files)}</Total>
        <Total name="together"><Bytes value={bytes} /></Total>
        {inspection.parameters !== null && <Total name="parameters, over all files">{formatParameters(inspection.parameters)}</Total>}
      </dl>
      {tone === "refuse"
        ? <Notice tone="refuse" title={title}>{text}</Notice>
        : (
            <p className="flex items-start gap-2">
              <Icon name={tone === "neutral" ? "info" : toneIcon[tone]} className={`mt-0.5 ${toneText[tone]}`} />
              <span><span className="font-medium">{title}.</span> <span className="text-ink-soft">{text}</span></span>
            </p>
          )}
    </div>
  );
}

function Total({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-row-reverse items-baseline gap-1.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="font-mono text-[0.8125rem] tabular-nums">{children}</dd>
    </div>
  );
}
