/** UUID version 7: a time-ordered identifier (RFC 9562, section 5.7). */
import { randomBytes } from "node:crypto";

const counterLimit = 0x1000;

/**
 * Makes a generator whose values grow, also within one millisecond and when the clock steps back:
 * `rand_a` is a counter (RFC 9562, section 6.2, method 1) that begins low at random and, when used up, borrows a millisecond.
 * @param now milliseconds since 1970
 * @param random gives that many random bytes
 */
export function uuidv7Generator(now: () => number, random: (size: number) => Uint8Array = randomBytes): () => string {
  let time = 0;
  let counter = 0;
  return () => {
    const bytes = Buffer.from(random(10));
    const moment = now();
    if (moment > time) {
      time = moment;
      counter = bytes.readUInt16BE(0) & 0x7ff;
    } else if (++counter === counterLimit) {
      time += 1;
      counter = bytes.readUInt16BE(0) & 0x7ff;
    }
    const uuid = Buffer.alloc(16);
    uuid.writeUIntBE(time, 0, 6);
    uuid.writeUInt16BE(0x7000 | counter, 6);
    uuid.set(bytes.subarray(2), 8);
    uuid.writeUInt8(0x80 | (uuid.readUInt8(8) & 0x3f), 8);
    return uuid.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}

/** A new UUIDv7, greater than every one this process made before. */
export const uuidv7: () => string = uuidv7Generator(Date.now);
