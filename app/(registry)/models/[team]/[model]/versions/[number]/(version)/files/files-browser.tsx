"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/_trpc/client.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Input } from "#app/_ui/field.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Tree } from "#app/_ui/tree.tsx";
import type { InspectedFile, VersionInspection } from "./inspected.ts";
import { LoadMore } from "../../../../../../load-more.tsx";
import { filePageHref } from "./file-page-href.ts";
import { FileRow } from "./file-row.tsx";
import { matchesOf, treeOf, type FileNode } from "./file-tree.ts";
import { FilesSummary } from "./files-summary.tsx";
import { useInspection } from "./use-inspection.ts";

interface Page {
  items: InspectedFile[];
  next: string | null;
}

const pageSize = 1000;
/** Beyond these, the rest is asked for by hand. */
const mostByItself = 50_000;
/** A tree of so few files is shown unfolded. */
const fewFiles = 60;

/** The files of a version as a tree, with what was found in each. All of them are fetched, page by page, so that a search finds all. */
export function FilesBrowser({ model, number, files, bytes, first, found }: { model: string; number: number; files: number; bytes: number; first: Page; found: VersionInspection }) {
  const reference = `${model}@${number}`;
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed).trim();
  const inspection = useInspection(reference, found);
  const list = useFiles(reference, first, inspection.pending);
  const items = useMemo(() => list.data.pages.flatMap((page) => page.items), [list.data]);
  const nodes = useMemo(() => (words === "" ? treeOf(items) : matchesOf(items, words)), [items, words]);
  const isWhole = !list.hasNextPage;
  return (
    <>
      <FilesSummary files={files} bytes={bytes} inspection={inspection} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="w-full max-w-80">
          <Input type="search" aria-label="Filter files" placeholder="Filter by path" maxLength={200} spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        <p role="status" className="text-small text-ink-soft">{statusOf({ words, found: nodes.length, read: items.length, files, isWhole })}</p>
      </div>
      {nodes.length === 0
        ? (isWhole && (
            <EmptyState icon="search" title={`No file has “${words}” in its path`}>Every word has to be found, in any order; upper and lower case are the same.</EmptyState>
          ))
        : (
            <Tree<FileNode>
              key={words === "" ? "all" : "found"} label={`Files of ${reference}`} nodes={nodes}
              openAtFirst={files <= fewFiles} onOpen={(node) => router.push(filePageHref(model, number, node.key))}
            >
              {(node, inOrder) => <FileRow node={node} model={model} number={number} inOrder={inOrder} />}
            </Tree>
          )}
      {(list.isFetchNextPageError || items.length >= mostByItself) && <LoadMore pages={list}>Load more files</LoadMore>}
    </>
  );
}

/** All pages, one after the other; asked for again when more has been looked into. */
function useFiles(reference: string, first: Page, pending: number) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const list = useInfiniteQuery({
    queryKey: [...trpc.inspect.files.queryKey({ reference }), "pages"],
    queryFn: ({ pageParam, signal }) => client.inspect.files.query({ reference, limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: { pages: [first], pageParams: [null] },
  });
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, refetch, data } = list;
  const shown = useRef(pending);
  const read = data.pages.reduce((sum, page) => sum + page.items.length, 0);

  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError && read < mostByItself) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, read, fetchNextPage]);

  useEffect(() => {
    if (shown.current === pending) return;
    shown.current = pending;
    void refetch();
  }, [pending, refetch]);

  return list;
}

function statusOf({ words, found, read, files, isWhole }: { words: string; found: number; read: number; files: number; isWhole: boolean }): string {
  const of = isWhole ? "" : `, ${formatCount(read)} of ${formatCount(files)} files read so far`;
  if (words !== "") return `${formatCount(found)} ${found === 1 ? "file" : "files"} found${of}`;
  return isWhole ? "" : `${formatCount(read)} of ${formatCount(files)} files read`;
}
