"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import type { DraftActs } from "./draft-acts.ts";
import { fileFilters, isShown, type DraftFile, type FileFilter } from "./draft-file.ts";
import { FileRow } from "./file-row.tsx";

const pageSize = 100;

const names: Record<FileFilter, string> = { all: "All", active: "Under way", attention: "Needs you", done: "Here" };

/** The files of a draft in the order of their paths, a hundred at a time; those that need somebody can be singled out. */
export function FileList({ files, acts }: { files: readonly DraftFile[]; acts: DraftActs }) {
  const [filter, setFilter] = useState<FileFilter>("all");
  const [page, setPage] = useState(0);
  const shown = filter === "all" ? files : files.filter((file) => isShown(file, filter));
  const last = Math.max(0, Math.ceil(shown.length / pageSize) - 1);
  const here = Math.min(page, last);
  const rows = shown.slice(here * pageSize, (here + 1) * pageSize);

  function choose(next: FileFilter) {
    setFilter(next);
    setPage(0);
  }

  return (
    <div className="grid gap-2">
      {files.length > 1 && (
        <div role="group" aria-label="Which files" className="flex flex-wrap gap-1">
          {fileFilters.map((each) => (
            <button
              key={each} type="button" aria-pressed={filter === each} onClick={() => choose(each)}
              className="inline-flex h-7 items-center gap-1.5 rounded-sm border border-transparent px-2 text-small text-ink-soft hover:bg-hover hover:text-ink aria-pressed:border-edge aria-pressed:text-ink pointer-coarse:h-9"
            >
              {names[each]}
              <span className="font-mono tabular-nums">{files.filter((file) => isShown(file, each)).length}</span>
            </button>
          ))}
        </div>
      )}
      {rows.length === 0
        ? <p className="border-t border-line py-3 text-ink-soft">None of the files.</p>
        : <ul aria-label="Files of the draft" className="border-t border-line">{rows.map((file) => <FileRow key={file.path} file={file} acts={acts} />)}</ul>}
      {last > 0 && (
        <nav aria-label="Pages of files" className="flex items-center gap-2">
          <Button size="small" icon="arrow-up" disabled={here === 0} onClick={() => setPage(here - 1)}>Previous</Button>
          <Button size="small" icon="arrow-down" disabled={here === last} onClick={() => setPage(here + 1)}>Next</Button>
          <span className="text-small text-ink-soft tabular-nums">{here * pageSize + 1} to {here * pageSize + rows.length} of {shown.length}</span>
        </nav>
      )}
    </div>
  );
}
