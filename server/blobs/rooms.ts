/**
 * Memory that bytes pass through, used again and again: to make new memory for every piece, and to find out that nobody
 * needs it any more, costs more than reading, comparing and writing what is in it.
 */
import type { IncomingMessage } from "node:http";

/** The size of a room. */
export const roomBytes = 1024 * 1024;

const idle: Buffer[] = [];
/** More than these are left to the garbage collector. */
const mostIdle = 8;

export function takeRoom(): Buffer {
  return idle.pop() ?? Buffer.allocUnsafeSlow(roomBytes);
}

/** Nobody may read or write it any more: the next one who takes a room gets it. */
export function giveRoom(room: Buffer): void {
  if (idle.length < mostIdle) idle.push(room);
}

/**
 * The body of a request as it comes. Each piece is gone when the next one is asked for: its memory is given back at once,
 * because the garbage collector would go through everything that lives, just to find these few.
 * The request is not destroyed when not all of it is wanted: the answer that says why still has to go through.
 */
export async function* bodyOf(req: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    yield piece;
    const { buffer, byteLength } = piece;
    // Only what is nobody else's.
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
  }
}
