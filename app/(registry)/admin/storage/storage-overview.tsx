"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { Columns } from "#app/_ui/page.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { StorageOverview as Overview } from "#server/storage/schema.ts";
import { Collections } from "./collections.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { TeamsUsage } from "./teams-usage.tsx";

/** Everything that administrators see of the storage, and what they can do about it. @param me the name of who looks */
export function StorageOverview({ me }: { me: string }) {
  const trpc = useTRPC();
  const overview = useQuery(trpc.storage.overview.queryOptions());
  if (!overview.data) {
    return overview.isError && (
      <Notice tone="refuse" title="The storage could not be read" live action={<Button size="small" onClick={() => void overview.refetch()}>Try again</Button>}>{messageOf(overview.error)}</Notice>
    );
  }
  const { data } = overview;
  return (
    <Columns aside={<Panel title="Settings" kind="boxed"><SettingsForm settings={data.settings} /></Panel>}>
      <Totals overview={data} />
      {data.damaged > 0 && <Damaged count={data.damaged} />}
      <TeamsUsage teams={data.teams} />
      <Collections collections={data.collections} me={me} graceHours={data.settings.graceHours} />
    </Columns>
  );
}

function Totals({ overview: { bytes, blobs, referencedBytes, store } }: { overview: Overview }) {
  const saved = Math.max(0, referencedBytes - bytes);
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-4 border-t-2 border-rule pt-3 sm:grid-cols-3">
      <Total name="Stored" more={`${formatCount(blobs)} different ${blobs === 1 ? "file" : "files"}`}>{formatBytes(bytes)}</Total>
      <Total name="Saved by storing once" more={`versions hold ${formatBytes(referencedBytes)} in all`}>{formatBytes(saved)}</Total>
      <Total name="Kept in" more={store === "s3" ? "an S3-compatible object store" : "on the registry’s own disk"}>{store === "s3" ? "Bucket" : "Folder"}</Total>
    </dl>
  );
}

function Total({ name, more, children }: { name: string; more: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="text-title tracking-tight tabular-nums">{children}</dd>
      <dd className="text-small text-ink-soft">{more}</dd>
    </div>
  );
}

function Damaged({ count }: { count: number }) {
  return (
    <Notice tone="refuse" title={count === 1 ? "One stored file is damaged" : `${formatCount(count)} stored files are damaged`}>
      Other bytes were found there than were stored, so that they are refused to whoever fetches them. <code>countersign-admin storage verify</code> names them and
      the versions that need them; whoever still has such a file mends it by pushing it again, and a backup of the store does as well.
    </Notice>
  );
}
