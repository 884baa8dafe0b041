import type { Tone } from "#app/_ui/badge.tsx";
import { formatCount } from "#app/_ui/format.ts";
import type { Inspection } from "#server/inspect/schema.ts";
import type { VersionInspection } from "./inspected.ts";
import { listed } from "../../../../signers.tsx";

/** What a reader has to know before they load something: a sentence, and what follows from it. */
export interface Meaning {
  tone: Exclude<Tone, "seal">;
  title: string;
  text: string;
}

const byCount = (count: number, one: string, many: string) => (count === 1 ? one : many);

/** What the files of a version say together about loading it. */
export function meaningOfVersion({ files, pending, runsCode, unknown, damaged, formats }: VersionInspection): Meaning {
  const kinds = formats.length > 0 ? `${listed(formats)}. ` : "";
  const some = (count: number) => `${formatCount(count)} of ${formatCount(files)} ${byCount(files, "file", "files")}`;
  const broken = damaged > 0 ? ` ${formatCount(damaged)} can’t be read as what ${byCount(damaged, "it claims", "they claim")} to be.` : "";
  if (runsCode > 0) {
    const title = `${some(runsCode)} ${byCount(runsCode, "runs", "run")} code when loaded`;
    return { tone: "refuse", title, text: `${kinds}Load what runs code only when you trust everybody who could have written it.${broken}` };
  }
  if (damaged > 0) return { tone: "refuse", title: `${some(damaged)} ${byCount(damaged, "is", "are")} damaged`, text: `${kinds}${broken.trim()}` };
  if (pending > 0) return { tone: "neutral", title: `${some(pending)} ${byCount(pending, "is", "are")} still to be looked into`, text: `${kinds}This takes some seconds after a push, and appears here by itself.` };
  if (unknown > 0) return { tone: "wait", title: `${some(unknown)} may run code when loaded`, text: `${kinds}Nothing known to be harmful was found there, and nothing in the format rules it out.` };
  return formats.length > 0
    ? { tone: "allow", title: "Nothing here runs code when it is loaded", text: kinds.trim() }
    : { tone: "neutral", title: "No file of a format that holds a model", text: "Text, tables and pictures only." };
}

/** What a file's inspection means for whoever loads it; null for what is not loaded as a model. */
export function meaningOfFile({ safety, label, imports, format }: Inspection): Meaning | null {
  const dangerous = imports.filter(({ verdict }) => verdict === "dangerous");
  const unknown = imports.filter(({ verdict }) => verdict === "unknown");
  if (safety === "runs_code") {
    const deeds = dangerous.slice(0, 3).map(({ name, why }) => (why ? `${name}, which ${why}` : name));
    return {
      tone: "refuse",
      title: "Loading this file runs code that it brings along",
      text: `It imports ${deeds.join("; ")}. Whoever loads it does what its writer wants, with their own rights. Don’t load it unless you trust everybody who could have written it; ask for the weights in a format that can’t run code, such as Safetensors.`,
    };
  }
  if (safety === "safe") return { tone: "allow", title: "Nothing in this file runs when it is loaded", text: `${label} holds numbers and names, and no code.` };
  if (safety === "data") return null;
  if (unknown.length > 0) {
    return {
      tone: "wait",
      title: "Loading this file may run code",
      text: `It imports ${unknown.length === 1 ? "a name that is" : `${unknown.length} names that are`} not on the list of what models are made of, and what ${unknown.length === 1 ? "it does" : "they do"} can’t be told from here. Load it only when you trust who wrote it, and have the packages that it names.`,
    };
  }
  if (imports.length > 0) {
    return {
      tone: "wait",
      title: "This is a pickle, and everything that it imports is known",
      text: "What it imports builds models and arrays. What that does with the values beside it can’t be told from the bytes, so that a pickle is never called safe here: load it only when you trust who wrote it.",
    };
  }
  if (format === "program") return { tone: "wait", title: "This is a program", text: "It does something when somebody runs it, and its bytes don’t tell what." };
  return { tone: "wait", title: "What loading this file does can’t be told", text: `${label} is recognised and not followed: it may hold code, or be loaded by something that runs it. Load it only when you trust who wrote it.` };
}
