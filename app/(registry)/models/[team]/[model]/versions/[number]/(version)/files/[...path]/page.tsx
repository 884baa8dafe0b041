import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { api, load } from "#app/_trpc/server.tsx";
import { toneIcon, toneText } from "#app/_ui/badge.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { Inspection } from "#server/inspect/schema.ts";
import { queryParam, type SearchParams } from "../../../../../../../query-param.ts";
import { registryOrigin } from "../../../../../../../registry-origin.ts";
import { fileHref, pullUsage } from "../../../../../../../usage.ts";
import { loadVersion } from "../../../../../loaded-model.ts";
import { meaningOfFile } from "../safety-words.ts";
import { WatchInspection } from "../watch-inspection.tsx";
import { Contents } from "./contents.tsx";
import { FileHead } from "./file-head.tsx";
import { Imports } from "./imports.tsx";
import { Preview } from "./preview.tsx";
import { previewKind } from "./preview-kind.ts";
import { readTensorQuery } from "./tensor-list.ts";
import { Tensors } from "./tensors.tsx";

type Params = Promise<{ team: string; model: string; number: string; path: string[] }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number, path } = await params;
  return { title: `${pathOf(path)} of ${team}/${model} v${number}` };
}

export default async function FilePage({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const { team, model, number, path: segments } = await params;
  const version = await loadVersion(team, model, number);
  const { reference } = version;
  const registry = await api();
  const { path, size, sha256, inspection } = await load(registry.inspect.file({ reference, path: pathOf(segments) }));
  const href = fileHref(version.model, version.number, path);
  const query = readTensorQuery({ q: await queryParam(searchParams, "q"), sort: await queryParam(searchParams, "sort"), page: await queryParam(searchParams, "page") });
  const kind = previewKind(path, inspection?.format ?? null);
  return (
    <>
      <FileHead
        path={path} size={size} sha256={sha256} inspection={inspection} downloadHref={href}
        listHref={`/models/${version.model}/versions/${version.number}/files`} usage={pullUsage(await registryOrigin(), reference, path)}
      />
      {inspection
        ? <WhatItMeans inspection={inspection} />
        : (
            <>
              <WatchInspection reference={reference} found={await load(registry.inspect.version({ reference }))} />
              <Notice title="Nobody has looked into this file yet">This takes some seconds after a push. What is found appears here by itself.</Notice>
            </>
          )}
      {inspection && <Imports imports={inspection.imports} />}
      {inspection && <Contents inspection={inspection} />}
      {inspection && <Tensors inspection={inspection} query={query} />}
      {kind && <Preview kind={kind} reference={reference} path={path} size={size} href={href} />}
    </>
  );
}

function WhatItMeans({ inspection }: { inspection: Inspection }) {
  // Of a damaged file nothing more is to be said, but that it runs code.
  const judged = inspection.problem === null || inspection.safety === "runs_code" ? meaningOfFile(inspection) : null;
  return (
    <div className="grid gap-3 empty:hidden">
      {inspection.problem !== null && (
        <Notice tone="refuse" title="The file is damaged">
          {inspection.problem} What was read before that stands below. These are the bytes that were pushed: look at the file where it came from, and push a new version.
        </Notice>
      )}
      {inspection.truncated && <Notice tone="wait" title="Not wholly looked at">The header is longer than what is read of one file. What lies beyond is neither listed nor judged.</Notice>}
      {judged?.tone === "allow" && (
        <p className="flex items-start gap-2">
          <Icon name={toneIcon.allow} className={`mt-0.5 ${toneText.allow}`} />
          <span><span className="font-medium">{judged.title}.</span> <span className="text-ink-soft">{judged.text}</span></span>
        </p>
      )}
      {judged && judged.tone !== "allow" && <Notice tone={judged.tone} title={judged.title}>{judged.text}</Notice>}
    </div>
  );
}

/** The path that an address names, whose segments are percent-encoded each. */
function pathOf(segments: readonly string[]): string {
  try {
    return segments.map(decodeURIComponent).join("/");
  } catch {
    return notFound();
  }
}
