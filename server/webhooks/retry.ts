const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long is waited, and when it is enough. */
export interface Pace {
  /** After the first try that failed, after the second and so on; after the last the delivery is given up. */
  waitsMs: readonly number[];
  /** A webhook breaks when so many tries have failed one after the other, and nothing has arrived for so long. */
  breaks: { failures: number; afterMs: number };
  /** How often one that is broken is tried again by itself. */
  probeMs: number;
  /** How often it is looked for what has become due. */
  pollMs: number;
}

/** The waits that Standard Webhooks proposes, cut to a day; of an endpoint that is dead the circuit opens with the last of them. */
export const standardPace: Pace = {
  waitsMs: [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 8 * hour, 8 * hour],
  breaks: { failures: 8, afterMs: 20 * hour },
  probeMs: 6 * hour,
  pollMs: 2 * second,
};

/** How far a wait is drawn out or in, so that those that failed together are not tried together. */
const jitter = 0.15;

/**
 * When a delivery is tried again.
 * @param tried how often it was, up to now
 * @param chance from 0 to 1
 * @returns null when it is given up
 */
export function nextTry({ waitsMs }: Pace, tried: number, now: Date, chance: number): Date | null {
  const wait = waitsMs[tried - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (1 - jitter + 2 * jitter * chance));
}

/** Whether nothing is sent any more, after one more try has failed. */
export function isBroken({ breaks }: Pace, { failures, failingSince }: { failures: number; failingSince: Date }, now: Date): boolean {
  return failures >= breaks.failures && now.getTime() - failingSince.getTime() >= breaks.afterMs;
}

/** What an answer means. A receiver that is gone wants no more of anything. */
export function verdictOf(status: number): "arrived" | "gone" | "failed" {
  if (status >= 200 && status <= 299) return "arrived";
  return status === 410 ? "gone" : "failed";
}
