import type { ReactNode } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import { Markdown } from "#app/_ui/markdown.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table } from "#app/_ui/table.tsx";
import { readDelimited } from "./delimited.ts";
import { layOutJson } from "./json-layout.ts";
import type { PreviewKind } from "./preview-kind.ts";

/** Bytes of a picture that is fetched without being asked for. */
const largestPicture = 16 * 1024 * 1024;
const shownRows = 200;

/** What a person can read of a file. Whatever it holds, nothing of it is run: HTML is shown as its source. */
export async function Preview({ kind, reference, path, size, href }: { kind: Exclude<PreviewKind, null>; reference: string; path: string; size: number; href: string }) {
  if (kind === "picture") return <Panel title="Preview"><Picture path={path} size={size} src={`${href}?view`} /></Panel>;
  const text = await readText(reference, path);
  if (text === null) return null;
  if ("damage" in text) return <Panel title="Preview"><Notice tone="refuse" title="The stored bytes are damaged">{text.damage}</Notice></Panel>;
  const cut = text.truncated ? `The first 256 KiB of ${formatBytes(size)}.` : "";
  if (text.text === "") return <Panel title="Preview"><p className="text-ink-soft">The file is empty.</p></Panel>;
  if (kind === "table") return <Rows text={text.text} isCut={text.truncated} />;
  const laidOut = kind === "json" && !text.truncated ? layOutJson(text.text) : null;
  const note = kind === "json" && !text.truncated && laidOut === null ? "Shown as it stands: it is not valid JSON, or nested very deep." : cut;
  return (
    <Panel title="Preview" actions={note !== "" && <Note>{note}</Note>}>
      {kind === "markdown" ? <Markdown text={text.text} /> : <Source text={laidOut ?? text.text} path={path} />}
    </Panel>
  );
}

/** The beginning of a file; null where it is no text; what the registry says where its stored bytes are damaged. */
async function readText(reference: string, path: string): Promise<{ text: string; truncated: boolean } | { damage: string } | null> {
  try {
    const preview = await load((await api()).versions.preview({ reference, path }));
    return preview === null || preview.binary ? null : preview;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && "reason" in cause && cause.reason === "blob_damaged") return { damage: cause.message };
    throw error;
  }
}

function Note({ children }: { children: ReactNode }) {
  return <span className="text-small text-ink-soft">{children}</span>;
}

function Source({ text, path }: { text: string; path: string }) {
  return (
    <pre tabIndex={0} role="group" aria-label={`Text of ${path}`} className="max-h-[70dvh] [contain:inline-size] overflow-auto rounded-sm border border-line bg-sunken px-3 py-2.5 font-mono text-[0.8125rem]/[1.6]"><code className="text-[1em]">{text}</code></pre>
  );
}

function Picture({ path, size, src }: { path: string; size: number; src: string }) {
  if (size > largestPicture) return <LinkButton href={src} download icon="download">The picture has {formatBytes(size)}: download it to look at it</LinkButton>;
  return (
    <div className="flex justify-center rounded-sm border border-line bg-sunken p-3">
      {/* On the one ground that is light in any theme, as plots with a transparent one expect it. */}
      {/* oxlint-disable-next-line nextjs/no-img-element -- the very bytes are shown, and none that were made smaller */}
      <img src={src} alt={`Contents of ${path}`} loading="lazy" decoding="async" className="max-h-[70dvh] max-w-full bg-on-seal object-contain" />
    </div>
  );
}

function Rows({ text, isCut }: { text: string; isCut: boolean }) {
  const { head, rows, more } = readDelimited(text, isCut, shownRows);
  const columns = head.map((header, column) => ({
    key: String(column),
    header: header || `Column ${column + 1}`,
    align: rows.length > 0 && rows.every((row) => isNumber(row[column])) ? ("end" as const) : undefined,
    mono: true,
    cell: (row: { cells: string[] }) => <span className="line-clamp-3 wrap-anywhere">{row.cells[column]}</span>,
  }));
  return (
    <Panel title="Preview" flush actions={<Note>{more ? `The first ${formatCount(rows.length)} rows` : `${formatCount(rows.length)} rows`}, {formatCount(head.length)} columns</Note>}>
      <Table caption="Rows" wide columns={columns} rows={rows.map((cells, index) => ({ cells, index }))} rowKey={({ index }) => String(index)} />
    </Panel>
  );
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && (text === "" || Number.isFinite(Number(text)));
}
