import { createRequire, syncBuiltinESMExports } from "node:module";
import type * as Timers from "node:timers/promises";
import { afterAll } from "vitest";

/**
 * Until the file's last test is over, every pause of `node:timers/promises` takes a millisecond. Done to the module
 * itself and undone again, so that files which share a process don't see it of each other.
 * @returns how long those who paused would have waited, in milliseconds: of all, the earliest first
 */
export function shortenPauses(): number[] {
  const pauses: number[] = [];
  const timers = createRequire(import.meta.url)("node:timers/promises") as { setTimeout: typeof Timers.setTimeout };
  const real = timers.setTimeout;
  const change = (to: typeof Timers.setTimeout) => {
    timers.setTimeout = to;
    syncBuiltinESMExports();
  };
  change((ms, value, options) => {
    pauses.push(ms ?? 0);
    return real(1, value, options);
  });
  afterAll(() => change(real));
  return pauses;
}
