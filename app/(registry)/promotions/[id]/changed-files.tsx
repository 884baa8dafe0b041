import { Digest } from "#app/_ui/digest.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionFile } from "#server/versions/schema.ts";
import { counted } from "../words.ts";
import { Changed } from "./changed-facts.tsx";
import { differing } from "./fact-changes.ts";
import type { FileChange } from "./file-changes.ts";
import { Fold } from "./fold.tsx";
import type { Names } from "./metrics-panel.tsx";

/** The files of the candidate beside those of what is live. With nothing live they are simply listed. */
export function ChangedFiles({ changes, names, partial }: { changes: readonly FileChange[]; names: Names; partial: boolean }) {
  const rows = names.live ? differing(changes) : changes;
  const same = names.live ? changes.filter((change) => change.kind === "same") : [];
  const path: Column<FileChange> = {
    key: "path", header: "File", width: "30%", cell: ({ kind, path: name }) => (names.live ? <Changed kind={kind} name={name} mono /> : <code className="break-all">{name}</code>),
  };
  const candidate: Column<FileChange> = { key: "candidate", header: names.candidate, cell: (change) => <State file={change.candidate} /> };
  const columns = names.live ? [path, { key: "live", header: names.live, cell: (change: FileChange) => <State file={change.live} soft /> }, candidate] : [path, candidate];
  return (
    <Panel title="Files" count={rows.length}>
      {partial && <p className="py-1.5 text-wait">There are more files than are compared here: the first 5,000 of each version. The digest covers them all.</p>}
      {rows.length > 0 && <Table caption={names.live ? "Files that change" : "Files"} columns={columns} rows={rows} rowKey={(change) => change.path} />}
      {same.length > 0 && (
        <Fold summary={<span className="text-ink-soft">{counted(same.length, "file")} unchanged</span>}>
          <Table caption="Files that stay" columns={[path, candidate]} rows={same} rowKey={(change) => change.path} />
        </Fold>
      )}
    </Panel>
  );
}

function State({ file, soft = false }: { file: VersionFile | undefined; soft?: boolean }) {
  if (!file) return <span className="text-ink-faint">none</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <Digest value={`sha256:${file.sha256}`} />
      <span className={soft ? "text-ink-soft" : undefined}><Bytes value={file.size} /></span>
    </span>
  );
}
