/** Writes docs/access.md from the matrix: `node server/testing/access-document.ts`. A test fails when the file is another. */
import { writeFile } from "node:fs/promises";
import { permissionMeanings, permissions, siteRoleMeanings } from "../identity/schema.ts";
import { visibilities, visibilityMeanings } from "../models/schema.ts";
import { places, principals, referenceOf } from "./access-expected.ts";
import { holders, procedures, routes, subjects, type Role, type Row } from "./access-matrix.ts";

export const documentUrl = new URL("../../docs/access.md", import.meta.url);

const columns: Role[] = ["viewer", "contributor", "reviewer", "maintainer", "auditor", "admin"];

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}

function rowOf([name, row]: [string, Row]): string[] {
  const notes = [
    ...(row.people ? ["Never with a token"] : []),
    ...(row.holds ? [`Holds one of: ${row.holds.join(", ")}`] : []),
    ...(row.because ? [row.because] : []),
  ];
  return [`\`${name}\``, row.needs === null ? "" : `\`${row.needs}\``, row.on, notes.join(". ")];
}

/** The whole text of docs/access.md. */
export function accessDocument(): string {
  return `# Who may do what

Written by \`node server/testing/access-document.ts\` from \`server/testing/access-matrix.ts\`. A test asks the real registry
for every line below as each of ${principals.length} callers at ${places.length} places, and compares; what is refused leaves no trace. (What is
allowed to somebody at several places it asks for at one of them in \`npm test\`, and at all in \`npm run campaign\`.)

What you may not see does not exist: the answer is \`not_found\` (404), the same as for what never was. What you see and may
not do is \`forbidden\` (403), with the permission that is missing and who has it. A token without the scope is told
\`forbidden_by_token\`, whatever it asks about, and a model that it does not reach does not exist for it.

## Roles

${table(["permission", "means", "on", ...columns], permissions.map((permission) => [`\`${permission}\``, permissionMeanings[permission].meaning, permissionMeanings[permission].on, ...columns.map((role) => (holders[permission].includes(role) ? "yes" : ""))]))}

A viewer, contributor, reviewer or maintainer is one by their role in a team, on all that it owns; or by a grant on a single
model, to them or to a team that they are in, until it ends. A grant gives what is held on a model, and nothing that is held
on a team or on the site. Everybody who is signed in holds \`account:manage\`. A service account whose token is pinned to checks
holds \`check:report\` besides, on the models of its own team.

${table(["role on the site", "means"], Object.entries(siteRoleMeanings))}

${table(["visibility", "means"], visibilities.map((each) => [each, visibilityMeanings[each]]))}

## What a call is about

${table(["on", "means"], Object.entries(subjects))}

## Procedures

${table(["procedure", "permission", "on", "and"], Object.entries(procedures).map(rowOf))}

## Routes

${table(["route", "permission", "on", "and"], Object.entries(routes).map(rowOf))}

## Who is asked as

${principals.map(({ name }) => `- ${name}`).join("\n")}

The places are the models ${places.map((place) => `\`${referenceOf(place)}\``).join(", ")}; the team and the grants are those of \`home\`.
`;
}

if (import.meta.main) await writeFile(documentUrl, accessDocument());
