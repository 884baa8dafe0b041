"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { ComparedFile, Comparison } from "#server/comparisons/schema.ts";
import { LoadMore } from "../models/load-more.tsx";
import type { Heads } from "./differences.tsx";
import { Nothing, Rest, versionColumns } from "./version-columns.tsx";

/** The files by path: which bytes each version holds there. */
export function ComparedFiles({ files, heads, all }: { files: Comparison["files"]; heads: Heads; all: boolean }) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.comparisons.files.infiniteQueryOptions(
      { references: [...heads.references], all },
      { getNextPageParam: (page) => page.nextCursor, initialData: { pages: [{ items: files.items, nextCursor: files.nextCursor }], pageParams: [null] }, staleTime: Infinity },
    ),
  );
  const rows = pages.data.pages.flatMap(({ items }) => items);
  const path: Column<ComparedFile> = { key: "path", header: "File", cell: (row) => <code className="break-all">{row.path}</code>, width: "22%" };
  const held = ({ values }: ComparedFile, place: number) => <Held file={values[place] ?? null} same={values[place]?.sha256 === values[heads.baseline]?.sha256} />;
  return (
    <Panel title="Files" count={all ? files.differing + files.same : files.differing} anchor="part-files">
      <Table caption="Files by digest" rows={rows} rowKey={(row) => row.path} columns={[path, ...versionColumns<ComparedFile>(heads, held)]} />
      <Rest same={files.same} more={0} all={all} one="file" />
      <LoadMore pages={pages}>Show more files</LoadMore>
    </Panel>
  );
}

function Held({ file, same }: { file: ComparedFile["values"][number]; same: boolean }) {
  if (!file) return <Nothing />;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Digest value={`sha256:${file.sha256}`} length={8} />
      <span className={same ? "text-ink-soft" : "font-medium"}><Bytes value={file.size} /></span>
    </span>
  );
}
