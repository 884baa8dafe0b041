import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { loadVersion } from "../../../../loaded-model.ts";
import { FilesBrowser } from "./files-browser.tsx";

type Params = Promise<{ team: string; model: string; number: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { team, model, number } = await params;
  return { title: `Files of ${team}/${model} v${number}` };
}

/** Files in the first HTML; the browser asks for the rest. */
const firstFiles = 500;

export default async function FilesPage({ params }: { params: Params }) {
  const { team, model, number } = await params;
  const version = await loadVersion(team, model, number);
  const { reference } = version;
  const registry = await api();
  const [first, found] = await load(Promise.all([registry.inspect.files({ reference, limit: firstFiles }), registry.inspect.version({ reference })]));
  if (first.items.length === 0) return <EmptyState icon="file" title="No files">This version holds facts and no files.</EmptyState>;
  return (
    <Panel
      title="Files"
      actions={<LinkButton size="small" icon="download" href={`/files/${version.model}/${version.number}.tar`} download>Download all (.tar)</LinkButton>}
    >
      <div className="grid gap-4 pt-1">
        <FilesBrowser model={version.model} number={version.number} files={version.files} bytes={version.bytes} first={first} found={found} />
      </div>
    </Panel>
  );
}
