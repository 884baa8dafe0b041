import { Badge } from "#app/_ui/badge.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { formatCount, shortDigest } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import type { InspectedFile } from "./inspected.ts";
import { fileHref } from "../../../../../../usage.ts";
import type { FileNode } from "./file-tree.ts";
import { InspectionBadges } from "./inspection-badges.tsx";
import { filePageHref } from "./file-page-href.ts";
import { formatParameters } from "./tensor-words.ts";

/**
 * A row of the tree. What can be pressed in it is in the order of the Tab key while the row is (`inOrder`), so that it is heard
 * after the row's own words.
 */
export function FileRow({ node, model, number, inOrder }: { node: FileNode; model: string; number: number; inOrder: boolean }) {
  return node.file ? <FileParts file={node.file} name={node.name} model={model} number={number} inOrder={inOrder} /> : <FolderParts node={node} />;
}

function FolderParts({ node: { name, files, bytes, runsCode } }: { node: FileNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="inline-flex min-w-0 flex-1 basis-40 items-center gap-1.5 font-mono text-[0.8125rem] break-all"><Icon name="folder" size={14} className="text-ink-soft" />{name}/</span>
      {runsCode > 0 && <Badge tone="refuse">{runsCode} {runsCode === 1 ? "runs" : "run"} code</Badge>}
      <span className="text-small whitespace-nowrap text-ink-soft">{formatCount(files)} {files === 1 ? "file" : "files"}, <Bytes value={bytes} /></span>
    </div>
  );
}

function FileParts({ file: { path, size, sha256, inspection }, name, model, number, inOrder }: { file: InspectedFile; name: string; model: string; number: number; inOrder: boolean }) {
  const cut = name.lastIndexOf("/") + 1;
  const tabIndex = inOrder ? undefined : -1;
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <Link href={filePageHref(model, number, path)} tabIndex={-1} className="min-w-0 flex-1 basis-40 font-mono text-[0.8125rem] font-medium break-all after:absolute after:inset-0">
        {cut > 0 && <span className="font-normal text-ink-soft">{name.slice(0, cut)}</span>}
        {name.slice(cut)}
      </Link>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {inspection && inspection.parameters !== null && <span className="text-small whitespace-nowrap text-ink-soft">{formatParameters(inspection.parameters)} parameters</span>}
        <InspectionBadges inspection={inspection} />
      </span>
      <span className="flex items-center gap-3">
        <span className="sm:w-18 sm:text-end"><Bytes value={size} /></span>
        <span className="relative z-1 inline-flex items-center gap-0.5">
          <code title={sha256} className="text-ink-soft">{shortDigest(sha256, 8)}</code>
          <CopyButton text={sha256} label="Copy the SHA-256" tabIndex={tabIndex} />
        </span>
        <a
          href={fileHref(model, number, path)} download tabIndex={tabIndex} aria-label="Download" title="Download"
          className="relative z-1 inline-flex size-6 items-center justify-center rounded-sm text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:size-8"
        >
          <Icon name="download" size={14} />
        </a>
      </span>
    </div>
  );
}
