/** Versions for tests: the samples, and odd ones. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { metadataExample, metadataSchema, type MetadataInput } from "../versions/schema.ts";
import type { BomFacts } from "./bom.ts";
import { baseOf, lockNames, recipeOf, type Dossier } from "./recipe.ts";

type Version = BomFacts["version"];
export type SampleDossier = Dossier & { version: Version };

const nothingTold: Dossier["told"] = { data: [], code: [], runs: [], parents: [] };

/** A version of `risk/fraud-detector` with this declared of it, and one file. */
export function dossierWith(metadata: Partial<MetadataInput>, more: Omit<Partial<Dossier>, "version"> & { reference?: string } = {}): SampleDossier {
  const { reference = "risk/fraud-detector@7", files = [{ path: "model.bin", size: 7, sha256: "a".repeat(64) }], ...rest } = more;
  const [model = "", number] = reference.split("@");
  const read = metadataSchema.parse({ ...metadataExample, ...metadata });
  const version: Version = { reference, model, number: Number(number), digest: `sha256:${"d".repeat(64)}`, createdAt: "2026-05-03T10:00:00.000Z", metadata: read, author: { id: "1", name: "Ada" }, tags: read.tags };
  return { version, files, fileCount: files.length, lockFiles: files.filter(({ path }) => lockNames.some((name) => name.test(baseOf(path)))), told: nothingTold, ...rest };
}

export function recipeWith(metadata: Partial<MetadataInput>, more: Parameters<typeof dossierWith>[1] = {}) {
  return recipeOf(dossierWith(metadata, more));
}

const samples = join(import.meta.dirname, "../../demo/models");

/** The eleven versions of the samples, each with its card. */
export function sampleDossiers(): (SampleDossier & { card: string })[] {
  return readdirSync(samples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(samples, name)).filter((version) => /^v\d+$/.test(version)).map((version) => {
        const folder = join(samples, name, version);
        const { files, ...metadata } = JSON.parse(readFileSync(join(folder, "metadata.json"), "utf8")) as MetadataInput & { files: Dossier["files"] };
        return { ...dossierWith(metadata, { files, reference: `samples/${name}@${version.slice(1)}` }), card: readFileSync(join(folder, "README.md"), "utf8") };
      }),
    );
}

/** Text that means something to a shell, to a terminal or to whoever reads it. */
export const hostileTexts: readonly string[] = [
  "$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "'\\''; touch pwned; '\\''", '"; touch pwned; "', "a\ntouch pwned\n", "a\r\ntouch pwned", "a\rtouch pwned", "\\\ntouch pwned", "#\ntouch pwned",
  "; touch pwned", "| touch pwned", "& touch pwned &", "> pwned", "$((touch pwned))", "${IFS}touch${IFS}pwned", "--upload-pack=touch pwned", "-oProxyCommand=touch pwned", "ext::sh -c 'touch pwned'", "!!", "*", "~root", "%s%n", "\u001b]0;pwned\u0007",
  "\u202Etouch pwned", "\u2028touch pwned", "EOF\ntouch pwned", "it's", "", " ", "ünïcödé 🦊", "\\", "'", '"', "''", "a".repeat(150),
];
