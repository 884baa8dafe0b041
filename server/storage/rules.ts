import { DomainError } from "../errors.ts";

/**
 * Refuses what would bring a team above its quota.
 * @param usage what it stores already, its quota (null: none), and what is to come; bytes
 * @throws DomainError quota_exceeded
 */
export function refuseAboveQuota(team: string, usage: { bytes: number; quotaBytes: number | null; coming: number }): void {
  const { bytes, quotaBytes, coming } = usage;
  if (quotaBytes === null || coming <= 0 || bytes + coming <= quotaBytes) return;
  throw new DomainError(
    "quota_exceeded",
    `The team ${team} may store ${inWords(quotaBytes)} and stores ${inWords(bytes)} already, so that ${inWords(coming)} more don't fit. ` +
      "Nothing was stored, and reading still works. Delete versions that are not needed, or ask an administrator for a larger quota.",
    { team, bytes, quotaBytes, coming },
  );
}

const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

function inWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power]}`;
}
