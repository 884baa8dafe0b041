import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Link } from "#app/_ui/link.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Compared, FileChange, Scan } from "#server/promotions/schema.ts";
import { counted } from "../../words.ts";
import { aboutOf } from "../about.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { Changed } from "./changed-facts.tsx";
import type { Names } from "./metrics-panel.tsx";

/** The files of the candidate that differ from those of what is live. With nothing live they are simply listed. */
export function ChangedFiles({ compared: { files, changedFiles, sameFiles, candidateScan }, names, all }: { compared: Compared; names: Names; all: string }) {
  const path: Column<FileChange> = {
    key: "path", header: "File", width: "34%", cell: ({ kind, path: name }) => (names.live ? <Changed kind={kind} name={name} mono /> : <code className="break-all">{name}</code>),
  };
  const candidate: Column<FileChange> = { key: "candidate", header: names.candidate, cell: (change) => <State file={change.candidate} /> };
  const about: Column<FileChange> = { key: "about", header: "Comments", quiet: true, corner: true, align: "end", cell: (change) => <AboutButton about={aboutOf("files", change.path)} quiet /> };
  const live: Column<FileChange> = { key: "live", header: names.live ?? "", cell: (change) => <State file={change.live} soft /> };
  const columns = names.live ? [path, live, candidate, about] : [path, candidate, about];
  return (
    <Panel title="Files" count={changedFiles} anchor="part-files" actions={<AboutButton about="files" />}>
      <div className="py-1.5"><ScanBadges scan={candidateScan} /></div>
      {files.length > 0 && <Table caption={names.live ? "Files that change" : "Files"} columns={columns} rows={files} rowKey={(change) => change.path} wide={files.length > 30} />}
      <p className="py-1.5 text-ink-soft">
        {changedFiles > files.length && `${changedFiles - files.length} more differ. `}
        {names.live && (sameFiles === 0 ? "No file is the same." : `${counted(sameFiles, "file")} unchanged.`)}{" "}
        <Link href={all} className="link">All files of {names.candidate}</Link>
      </p>
    </Panel>
  );
}

function State({ file, soft = false }: { file: FileChange["candidate"]; soft?: boolean }) {
  if (!file) return <span className="text-ink-faint">none</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <Digest value={`sha256:${file.sha256}`} length={8} />
      <span className={soft ? "text-ink-soft" : undefined}><Bytes value={file.size} /></span>
    </span>
  );
}

/** What the registry found in the headers of the candidate's files. */
function ScanBadges({ scan: { files, pending, runsCode, mayRunCode, unreadable, damaged } }: { scan: Scan }) {
  const quiet = pending + runsCode + mayRunCode + unreadable + damaged === 0;
  return (
    <span className="flex flex-wrap gap-1.5">
      {quiet && <Badge tone="allow">{files === 1 ? "1 file looked into, it runs no code" : `${files} files looked into, none runs code`}</Badge>}
      {runsCode > 0 && <Badge tone="refuse">{counted(runsCode, "file")} would run code when loaded</Badge>}
      {mayRunCode > 0 && <Badge tone="wait" icon="warning">{counted(mayRunCode, "file")} may run code when loaded</Badge>}
      {damaged > 0 && <Badge tone="refuse">{counted(damaged, "file")} damaged</Badge>}
      {unreadable > 0 && <Badge tone="wait" icon="warning">{counted(unreadable, "file")} unreadable</Badge>}
      {pending > 0 && <Badge tone="wait">{counted(pending, "file")} still to be looked into</Badge>}
    </span>
  );
}
