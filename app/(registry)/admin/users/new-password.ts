/** 32 signs that can't be mistaken for one another, so that each is worth 5 bits. */
const signs = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * A password that can be read aloud: four groups of five signs, 100 bits.
 * @param random 20 random bytes
 */
export function newPassword(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, 20), (byte) => signs[byte % signs.length]);
  return [0, 5, 10, 15].map((from) => letters.slice(from, from + 5).join("")).join("-");
}
