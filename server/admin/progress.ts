/** How far something has come that goes through many blobs. */
export interface Progress {
  begin(total: { blobs: number; bytes: number }): void;
  /** Bytes that have been dealt with since the last time. */
  add: (bytes: number) => void;
  /** One more blob is done. */
  next(sha256: string): void;
  end(): void;
}

export const noProgress: Progress = { begin() {}, add: () => {}, next() {}, end() {} };

const redrawMs = 200;

/** One line on a terminal, and nothing elsewhere. */
export function openProgress(what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return noProgress;
  let total = { blobs: 0, bytes: 0 };
  let done = { blobs: 0, bytes: 0 };
  let drawnAt = 0;
  let last = "";
  const draw = () => {
    const now = performance.now();
    if (now - drawnAt < redrawMs) return;
    drawnAt = now;
    const line = `${what} ${last.slice(0, 12)}  ${done.blobs} of ${total.blobs} blobs  ${sizeText(done.bytes)} of ${sizeText(total.bytes)}`;
    stream.write(`\r\x1b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
  };
  return {
    begin(all) {
      total = all;
      done = { blobs: 0, bytes: 0 };
    },
    add: (bytes) => {
      done.bytes += bytes;
      draw();
    },
    next(sha256) {
      done.blobs++;
      last = sha256;
      draw();
    },
    end: () => void stream.write("\r\x1b[2K"),
  };
}

/** @param bytes shown in the largest unit that makes it at least 1 */
export function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const unit = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${unit === 0 ? bytes : (bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`;
}
