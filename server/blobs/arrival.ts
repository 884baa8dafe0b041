/** What both stores do alike with bytes that come in several goes. */
import type { Arrival } from "./store.ts";

const mebibyte = 1024 * 1024;

export function newArrival(name: string, size: number): Arrival {
  return { name, size, bytes: 0, hash: null, checks: "" };
}

/**
 * After how many bytes an arrival is kept again. Its record grows with it, so that a fixed distance would have a huge
 * one written down more than it is sent.
 */
export function keepEvery(size: number): number {
  return Math.max(16 * mebibyte, size / 1024);
}

/** @param found what is wrong with it, in a clause */
export function arrivalLost(name: string, found: string): Error {
  return Object.assign(new Error(`The bytes of ${name} that had come are lost: ${found}. Send them again from the beginning.`), {
    code: "ARRIVAL_LOST",
  });
}

/** @throws Error when `bytes` are more than were announced */
export function refuseExcess(arrival: Arrival, bytes: number): void {
  if (bytes <= arrival.size) return;
  throw new Error(`More bytes of ${arrival.name} came than the ${arrival.size} that were announced. Announce the right size.`);
}

/** The same bytes, but a failure of the source is told and ends them, so that what came before it can be kept. */
export async function* untilFailure(source: AsyncIterable<Buffer>, tell: (failure: Error) => void): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    tell(error instanceof Error ? error : new Error(String(error)));
  }
}
