/** A file of a draft as the page shows it. Pure. */

/** Where a file stands; bytes are those that the registry holds of it. */
export type FileState =
  /** Begun in an earlier visit: the browser no longer has the file, and it has to be dropped again. */
  | { kind: "absent"; sent: number }
  | { kind: "waiting"; sent: number }
  /** `from` is the byte at which it went on. */
  | { kind: "uploading"; sent: number; from: number }
  | { kind: "paused"; sent: number }
  | { kind: "failed"; sent: number; message: string; again: boolean }
  | { kind: "done"; sha256: string };

export interface DraftFile {
  path: string;
  /** Bytes. */
  size: number;
  state: FileState;
}

/** Bytes of a file that are with the registry. */
export function sentOf({ size, state }: DraftFile): number {
  return state.kind === "done" ? size : Math.min(size, state.sent);
}

/** How far it has come, in whole per cent; all of an empty file only when it is done. */
export function percentOf(file: DraftFile): number {
  if (file.state.kind === "done") return 100;
  return file.size === 0 ? 0 : Math.floor((sentOf(file) / file.size) * 100);
}

export interface Totals {
  files: number;
  bytes: number;
  sent: number;
  done: number;
  /** Under way or about to be. */
  active: number;
  paused: number;
  failed: number;
  absent: number;
}

export function totalsOf(files: readonly DraftFile[]): Totals {
  const totals: Totals = { files: files.length, bytes: 0, sent: 0, done: 0, active: 0, paused: 0, failed: 0, absent: 0 };
  for (const file of files) {
    const { kind } = file.state;
    totals.bytes += file.size;
    totals.sent += sentOf(file);
    totals[kind === "waiting" || kind === "uploading" ? "active" : kind] += 1;
  }
  return totals;
}

/** Which files a list shows. */
export const fileFilters = ["all", "active", "attention", "done"] as const;
export type FileFilter = (typeof fileFilters)[number];

/** Whether a file is shown: `attention` are those that nothing will happen to unless somebody acts. */
export function isShown({ state: { kind } }: DraftFile, filter: FileFilter): boolean {
  if (filter === "all") return true;
  if (filter === "done") return kind === "done";
  const isActive = kind === "waiting" || kind === "uploading";
  return filter === "active" ? isActive : !isActive && kind !== "done";
}
