import { parseReference } from "../pointers/reference.ts";

/** What lineage is asked about. */
export type Subject =
  | { kind: "dataset"; name: string | null; version: string | null; digest: string | null }
  | { kind: "code"; commit: string }
  | { kind: "version"; reference: string }
  | { kind: "recall"; id: string };

const digest = /^sha256:[0-9a-f]{64}$/;
const commit = /^[0-9a-f]{7,64}$/i;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const forms = "dataset:NAME, dataset:NAME@VERSION, sha256:… (of data), commit:…, team/model@7 or recall:…";

/**
 * Reads what lineage is asked about: `dataset:NAME` (all of its versions), `dataset:NAME@VERSION`, `sha256:…` (data of that
 * digest, whatever it is called), `commit:…` (7 hex digits or more), `version:team/model@7`, or `recall:ID`. Without the word
 * before the colon, a commit and a reference with an @ are known by their looks, and the rest is the name of a dataset. The
 * last @ begins the version; write one at the end after a name that holds one itself.
 * @returns the subject, or what is wrong with the text in a sentence
 */
export function parseSubject(text: string): Subject | { fault: string } {
  const [, word = "", rest = ""] = /^(dataset|commit|version|recall):(.*)$/s.exec(text) ?? [];
  if (word === "dataset") return datasetOf(rest);
  if (word === "commit") return commit.test(rest) ? { kind: "code", commit: rest.toLowerCase() } : fault(text, "a commit has 7 to 64 hex digits");
  if (word === "recall") return uuid.test(rest) ? { kind: "recall", id: rest } : fault(text, "a recall is named by its id");
  if (word === "version") return versionOf(rest);
  if (digest.test(text)) return { kind: "dataset", name: null, version: null, digest: text };
  if (commit.test(text)) return { kind: "code", commit: text.toLowerCase() };
  if (text.includes("@") && !("fault" in parseReference(text))) return { kind: "version", reference: text };
  return datasetOf(text);
}

function datasetOf(text: string): Subject | { fault: string } {
  if (digest.test(text)) return { kind: "dataset", name: null, version: null, digest: text };
  const at = text.lastIndexOf("@");
  const name = (at < 0 ? text : text.slice(0, at)).trim();
  if (name === "") return fault(text, "a dataset has a name");
  const version = at < 0 ? "" : text.slice(at + 1).trim();
  return { kind: "dataset", name, version: version === "" ? null : version, digest: null };
}

function versionOf(text: string): Subject | { fault: string } {
  const parsed = parseReference(text);
  return "fault" in parsed ? parsed : { kind: "version", reference: text };
}

function fault(text: string, expected: string): { fault: string } {
  const shown = JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
  return { fault: `${shown} names nothing that has a lineage: ${expected}. Write ${forms}.` };
}

/** The subject as `parseSubject` reads it back. */
export function writeSubject(subject: Subject): string {
  switch (subject.kind) {
    case "dataset":
      return subject.digest ?? `dataset:${subject.name}${subject.version === null ? (subject.name?.includes("@") ? "@" : "") : `@${subject.version}`}`;
    case "code":
      return `commit:${subject.commit}`;
    case "version":
      return subject.reference.includes("@") ? subject.reference : `version:${subject.reference}`;
    case "recall":
      return `recall:${subject.id}`;
  }
}
