import { filePathFault } from "#server/blobs/schema.ts";

/** A file that was dropped or chosen, and the path that it would have in the version. */
export interface Dropped {
  path: string;
  file: File;
}

/** What operating systems leave in folders, and nobody wants in a version. */
const leftovers = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

export function isLeftover(path: string): boolean {
  return leftovers.has(path.slice(path.lastIndexOf("/") + 1));
}

/**
 * The paths of a version for what was dropped. Where a single folder was dropped, what is in it takes its path within
 * that folder, as with `countersign push`; unless the draft's files say that it is one folder of several.
 * @param known paths that the draft has already, or waits for
 */
export function placeDropped(dropped: readonly Dropped[], known: ReadonlySet<string>): Dropped[] {
  const composed = dropped.map(({ path, file }) => ({ path: path.normalize("NFC"), file }));
  const [first] = composed;
  const folder = first?.path.slice(0, first.path.indexOf("/") + 1) ?? "";
  if (folder === "" || !composed.every(({ path }) => path.startsWith(folder))) return composed;
  const within = composed.map(({ path, file }) => ({ path: path.slice(folder.length), file }));
  if (known.size === 0) return within;
  const met = (placed: readonly Dropped[]) => placed.filter(({ path }) => known.has(path)).length;
  return met(within) > met(composed) ? within : composed;
}

/** Two paths are one file where capitals don't count: the registry refuses the second. */
function keyOf(path: string): string {
  return path.toLowerCase();
}

/** Why a file can't come under its path, in a sentence; null when it can. */
export function pathFault(path: string, taken: ReadonlyMap<string, string>): string | null {
  const fault = filePathFault(path);
  if (fault) return `Its path ${fault}; rename it, then drop it again.`;
  const twin = taken.get(keyOf(path));
  if (twin === undefined || twin === path) return null;
  return `Where capitals don't count, its path is that of ${twin}, and some file systems can't hold both. Rename one of them, then drop it again.`;
}

/** The paths of a draft by what they are where capitals don't count, for `pathFault`. */
export function takenPaths(paths: Iterable<string>): Map<string, string> {
  return new Map([...paths].map((path) => [keyOf(path), path]));
}

/**
 * What tells a file apart across visits, so that an upload goes on where it was left: deterministic, and only ever
 * compared with what the same browser said before. Beyond the registry's 200 characters, the path's end is left out: the
 * registry looks within the path anyway.
 */
export function fingerprintOf(draft: string, { path, file }: Dropped): string {
  return [draft, file.size, file.lastModified, path].join(" ").slice(0, 200);
}

/** What was chosen with a file input; a folder's files carry their paths in it. */
export function chosenFiles(files: FileList | null): Dropped[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * Everything that was dropped, folders with all that is below them. Call it within the drop event, because the browser
 * forgets afterwards what was dropped.
 * @throws DOMException, when a folder can't be read
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(entries.map(async ({ entry, file }) => (entry ? await below(entry) : file ? [{ path: file.name, file }] : [])));
  return found.flat();
}

async function below(entry: FileSystemEntry): Promise<Dropped[]> {
  if (entry.isFile) return [{ path: entry.fullPath.replace(/^\//, ""), file: await fileOf(entry as FileSystemFileEntry) }];
  const found: Dropped[] = [];
  for (const inner of await childrenOf((entry as FileSystemDirectoryEntry).createReader())) found.push(...(await below(inner)));
  return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred at a time, and none at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}
