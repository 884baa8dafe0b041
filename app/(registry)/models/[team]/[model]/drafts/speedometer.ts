const span = 5000;

/** Measures how fast bytes move over the last five seconds. Times are in milliseconds, and only grow. */
export class Speedometer {
  #samples: { at: number; bytes: number }[] = [];
  #moved = 0;

  /** @param bytes that have moved since the last time */
  add(bytes: number, at: number): void {
    this.#moved += bytes;
    this.#samples.push({ at, bytes: this.#moved });
    this.#forget(at);
  }

  /** Bytes per second; null while too little is known. */
  rate(at: number): number | null {
    this.#forget(at);
    const [first] = this.#samples;
    if (!first || at - first.at < 500) return null;
    return ((this.#moved - first.bytes) / (at - first.at)) * 1000;
  }

  #forget(at: number): void {
    const kept = this.#samples.findIndex((sample) => sample.at >= at - span);
    if (kept === -1) this.#samples = [];
    else if (kept > 0) this.#samples.splice(0, kept);
  }
}

/** Seconds until the rest has moved; null while nothing moves. */
export function secondsLeft(rest: number, rate: number | null): number | null {
  return rate === null || rate < 1 ? null : rest / rate;
}
