/**
 * The rosette inside a seal: a closed wave wound around a circle, as engraved on banknotes and certificates.
 * It is drawn from the digest, so that two seals look alike only where they seal the same thing.
 */

export type Rosette = { path: string; copies: number; turn: number };

/** Bytes of a hexadecimal digest (with or without its algorithm); of anything else, a small hash of its characters. */
function bytesOf(digest: string): number[] {
  const hex = digest.slice(digest.indexOf(":") + 1);
  if (/^[0-9a-f]{8,}$/i.test(hex)) return [0, 1, 2, 3].map((index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
  let hash = 2_166_136_261;
  for (const character of digest) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return [0, 8, 16, 24].map((shift) => (hash >>> shift) & 255);
}

/** One wave between two radii around a centre, and how many turned copies make the rosette. `turn` is in degrees. */
export function drawRosette(digest: string, centre: number, inner: number, outer: number): Rosette {
  const [a = 0, b = 0, c = 0, d = 0] = bytesOf(digest);
  const lobes = 5 + (a % 6);
  const ripple = lobes * (2 + (b % 2));
  const depth = 0.12 + (c / 255) * 0.2;
  const copies = 4 + (d % 3);
  const middle = (inner + outer) / 2;
  const swing = (outer - inner) / 2;
  const steps = 150;
  const points = Array.from({ length: steps }, (_, index) => {
    const angle = (index / steps) * 2 * Math.PI;
    const radius = middle + swing * ((1 - depth) * Math.cos(lobes * angle) + depth * Math.cos(ripple * angle));
    return `${(centre + radius * Math.cos(angle)).toFixed(1)} ${(centre + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return { path: `M${points.join("L")}Z`, copies, turn: 360 / (lobes * copies) };
}

/** The small tilt of a stamp set by hand: between −7 and 7 degrees. */
export function tiltOf(digest: string): number {
  const [a = 0, , c = 0] = bytesOf(digest);
  return ((a * 7 + c) % 15) - 7;
}

/** A disc with a milled edge, as on a coin or a wafer of wax. */
export function drawMilledEdge(centre: number, radius: number, teeth: number, depth: number): string {
  const steps = teeth * 6;
  const points = Array.from({ length: steps }, (_, index) => {
    const angle = (index / steps) * 2 * Math.PI;
    const reach = radius - depth * (0.5 - 0.5 * Math.cos(teeth * angle));
    return `${(centre + reach * Math.cos(angle)).toFixed(1)} ${(centre + reach * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}
