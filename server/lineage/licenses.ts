/** Licenses as model cards name them, and as SPDX does. */

const spdx = [
  "Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-Clear", "0BSD", "Unlicense", "Zlib", "BSL-1.0", "WTFPL",
  "MPL-2.0", "EPL-1.0", "EPL-2.0", "EUPL-1.1", "EUPL-1.2", "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "ECL-2.0",
  "Artistic-2.0", "AFL-3.0", "MS-PL", "NCSA", "OSL-3.0", "PostgreSQL", "OFL-1.1", "LPPL-1.3c", "GFDL-1.3-only", "PDDL-1.0", "ODbL-1.0", "ODC-By-1.0",
  "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later",
  "CC0-1.0", "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-2.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0",
  "CC-BY-ND-4.0", "CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-2.0", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0",
] as const;

const bare: Record<string, string> = { "gpl-2.0": "GPL-2.0-only", "gpl-3.0": "GPL-3.0-only", "lgpl-2.1": "LGPL-2.1-only", "lgpl-3.0": "LGPL-3.0-only", "agpl-3.0": "AGPL-3.0-only", "odc-by": "ODC-By-1.0", odbl: "ODbL-1.0", gfdl: "GFDL-1.3-only", pddl: "PDDL-1.0" };
const byName = new Map<string, string>([...spdx.map((id): [string, string] => [id.toLowerCase(), id]), ...Object.entries(bare)]);

/** The identifier of SPDX for a license, whatever its letters' case; null where it is another one. */
export function spdxOf(license: string): string | null {
  return byName.get(license.trim().toLowerCase()) ?? null;
}

/** Every identifier that is known here. */
export const spdxIds: readonly string[] = [...new Set(byName.values())];
