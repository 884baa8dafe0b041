import { LineCounter, parseDocument } from "yaml";
import type { CardFault, FrontFacts } from "./schema.ts";

/** The longest front matter, in characters. */
const mostFront = 16 * 1024;
/** How deep it may be nested, and how many values it may hold. */
const mostDeep = 20;
const mostValues = 2000;

export interface FrontMatter {
  /** Everything that it says; empty where there is none, or where it can't be read. */
  front: Record<string, unknown>;
  /** The card without it. */
  text: string;
  /** How many lines of the card come before `text`. */
  linesBefore: number;
  faults: CardFault[];
}

/**
 * Reads the YAML between two lines `---` at the very beginning of a card, as Hugging Face's model cards have it:
 * https://huggingface.co/docs/hub/model-cards#model-card-metadata. YAML 1.2 with its core schema: no tags of one's own, no
 * anchors that are used again, no key twice. What it can't read is left out, with a fault that names the line.
 */
export function readFrontMatter(body: string): FrontMatter {
  const bare = body.startsWith("\uFEFF") ? body.slice(1) : body;
  const open = /^---[ \t]*\r?\n/.exec(bare);
  const nothing = { front: {}, text: bare, linesBefore: 0, faults: [] };
  if (!open) return nothing;
  const rest = bare.slice(open[0].length);
  const close = /^---[ \t]*(?:\r?\n|$)/m.exec(rest);
  // A rule that a text begins with.
  if (!close) return nothing;
  const yaml = rest.slice(0, close.index);
  const end = close.index + close[0].length;
  const linesBefore = lines(open[0] + rest.slice(0, end)) - (close[0].endsWith("\n") ? 1 : 0);
  return { text: rest.slice(end), linesBefore, ...readYaml(yaml) };
}

function readYaml(yaml: string): Pick<FrontMatter, "front" | "faults"> {
  const fault = (line: number, message: string) => ({ front: {}, faults: [{ line, message: `The front matter ${message}` }] });
  if (yaml.length > mostFront) return fault(1, `has ${yaml.length.toLocaleString("en")} characters; it must have at most ${mostFront.toLocaleString("en")}.`);
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(yaml, { version: "1.2", schema: "core", merge: false, prettyErrors: false, uniqueKeys: true, stringKeys: true, logLevel: "silent", lineCounter });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) return fault(Math.min(lineCounter.linePos(problem.pos[0]).line, lines(yaml) - 1) + 1, `is no YAML that can be read: ${sentence(problem.message)}`);
    const found: unknown = document.toJS({ maxAliasCount: 0 });
    if (found === null || found === undefined) return { front: {}, faults: [] };
    if (typeof found !== "object" || Array.isArray(found)) return fault(2, "must hold keys with values, such as license: apache-2.0.");
    const odd = oddity(found);
    if (odd) return fault(2, odd);
    // A key without a value says nothing.
    const front = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(found)) as object).filter(([, value]) => value !== null));
    return { front, faults: shapeFaults(front, yaml) };
  } catch (error) {
    // Nested so deep that the parser gives up, or an anchor that is used again.
    if (error instanceof RangeError) return fault(2, "is nested too deep.");
    return fault(2, `is no YAML that can be read: ${sentence(error instanceof ReferenceError ? "anchors can't be used again here" : String(error))}`);
  }
}

const sentence = (message: string) => message.split("\n")[0]!.trim().replace(/[.:]?$/, ".");
const lines = (text: string) => text.split("\n").length;

/** What of it can't be kept: the end of a sentence, or null. */
function oddity(found: object): string | null {
  let values = 0;
  const look = (value: unknown, depth: number): string | null => {
    if (++values > mostValues) return `holds more than ${mostValues.toLocaleString("en")} values.`;
    if (depth > mostDeep) return "is nested too deep.";
    if (typeof value === "string" && !isStorable(value)) return "holds a character that is no text.";
    if (typeof value !== "object" || value === null) return null;
    for (const [key, each] of Object.entries(value)) {
      const odd = isStorable(key) ? look(each, depth + 1) : "holds a character that is no text.";
      if (odd) return odd;
    }
    return null;
  };
  return look(found, 0);
}

/** Whether the database can hold the text: it has neither NUL nor half a character. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

const wanted: Record<string, { of: (value: unknown) => boolean; words: string }> = {
  license: { of: areWords, words: "a licence's SPDX identifier or its name, such as apache-2.0" },
  license_name: { of: areWords, words: "a licence's name" },
  pipeline_tag: { of: isWord, words: "one task, such as tabular-classification" },
  language: { of: areWords, words: "a language or a list of them, such as [en, de]" },
  tags: { of: areWords, words: "a word or a list of words" },
  datasets: { of: areWords, words: "a dataset's name or a list of names" },
};

function isWord(value: unknown): boolean {
  return (typeof value === "string" && value.length <= 200) || typeof value === "number";
}

function areWords(value: unknown): boolean {
  return isWord(value) || (Array.isArray(value) && value.length <= 200 && value.every(isWord));
}

function shapeFaults(front: Record<string, unknown>, yaml: string): CardFault[] {
  return Object.entries(wanted).flatMap(([key, { of, words }]) => {
    const value = Object.hasOwn(front, key) ? front[key] : null;
    if (value === null || value === "" || of(value)) return [];
    const at = yaml.split("\n").findIndex((line) => line.startsWith(key));
    return [{ line: at + 2, message: `${key} must be ${words}.` }];
  });
}

/** What the registry knows to make something of; what has another form than it should is left out. */
export function factsOfFront(front: Record<string, unknown>): FrontFacts {
  const words = (key: string): string[] => {
    const value = Object.hasOwn(front, key) ? front[key] : null;
    const given = Array.isArray(value) ? (value as unknown[]) : [value];
    return [...new Set(given.filter(isWord).map((word) => String(word).trim()).filter((word) => word !== ""))].slice(0, 200);
  };
  const license = words("license");
  const named = license.join() === "other" ? words("license_name") : [];
  return {
    license: (named.length > 0 ? named : license).join(" and ") || null,
    task: words("pipeline_tag")[0] ?? null,
    languages: words("language"),
    tags: words("tags"),
    datasets: words("datasets"),
  };
}
