/** How much is known of how a version was made: a score, what is missing, and what to do about it. */
import { oneLine } from "./one-line.ts";
import { completenessWeights, type Completeness, type CompletenessPart, type Recipe } from "./schema.ts";

type Known = Omit<Recipe, "completeness" | "warnings">;

/** What is found of one part: the share of its weight from 0 to 1, a sentence, and what to do where the share is less than 1. */
type Finding = [share: number, found: string, remedy: string];

/**
 * Scores what is known of a version.
 * @returns the score from 0 to 100 and its parts, in the order of `completenessWeights`
 */
export function completenessOf(known: Known): Completeness {
  const items = (Object.keys(completenessWeights) as CompletenessPart[]).map((part) => {
    const [share, found, remedy] = examiners[part](known);
    const weight = completenessWeights[part];
    return { part, weight, earned: Math.floor(weight * share), found, remedy: share < 1 ? remedy : null };
  });
  return { score: items.reduce((sum, { earned }) => sum + earned, 0), items };
}

const examiners: Record<CompletenessPart, (known: Known) => Finding> = {
  data: ({ data }) => {
    const without = data.filter(({ digest }) => digest === null);
    const fixed = data.length - without.length;
    const found = data.length === 0 ? "No data is named." : `${fixed} of ${counted(data.length, "dataset")} ${fixed === 1 || data.length === 1 ? "has" : "have"} a digest.`;
    return [data.length === 0 ? 0 : fixed / data.length, found, `Give the SHA-256 of ${listed(without.map(({ name }) => name)) || "each dataset"} as datasets[].digest.`];
  },
  code: ({ code }) => {
    const remedy = "Give code.repository, and the whole hash of the commit as code.commit.";
    if (!code) return [0, "The code is not named.", remedy];
    if (isHash(code.commit)) return [1, `The code is named down to the commit ${code.commit.slice(0, 12)}.`, remedy];
    return [0.5, `The code is named at ${JSON.stringify(oneLine(code.commit, 60))}, which is no hash: what it names may move.`, remedy];
  },
  clean: ({ code }) => {
    if (!code) return [0, "Whether the code had changes that no commit holds is not known.", "Name the code, and commit before training."];
    return code.dirty ? [0, "The code had changes that no commit holds.", "Commit before training."] : [1, "No changes beside the commit are known.", ""];
  },
  lock: ({ environment: { lock } }) => {
    const remedy = "Put the lock file among the files (requirements.txt, uv.lock, …), or give its digest and address as environmentLock.";
    if (!lock) return [0, "No lock file fixes the environment.", remedy];
    if (lock.digest === null) return [0.5, `The lock file is named (${oneLine(lock.uri ?? "", 120)}), and its digest is not.`, "Give environmentLock.digest."];
    return [1, `The environment is fixed by ${oneLine(lock.path ?? lock.uri ?? lock.digest, 120)}.`, remedy];
  },
  environment: ({ environment: { packages } }) => {
    const count = Object.keys(packages).length;
    return [count > 0 ? 1 : 0, count > 0 ? `${counted(count, "version")} of languages and packages ${count === 1 ? "is" : "are"} named.` : "No versions of languages and packages are named.", "Give environment: { python: \"3.12.3\", … }."];
  },
  parameters: ({ parameters }) => {
    const count = Object.keys(parameters).length;
    return [count > 0 ? 1 : 0, count > 0 ? `${counted(count, "parameter")}.` : "No parameters are named.", "Give what was chosen for this run as parameters."];
  },
  command: ({ command }) => [command === null ? 0 : 1, command === null ? "The command that made it is not known." : "The command that made it is known.", "Give command: what was run at the root of the code."],
  seed: ({ seeds }) => [seeds.length > 0 ? 1 : 0, seeds.length > 0 ? `Randomness is fixed by ${listed(seeds)}.` : "No parameter fixes the randomness.", "Fix the seed, and give it among the parameters (seed, random_state)."],
  run: ({ runs }) => [runs.length > 0 ? 1 : 0, runs.length > 0 ? `It came out of ${listed(runs.map(({ tracker, id }) => `${id} in ${tracker}`))}.` : "The run that it came out of is not named.", "Give run: { tracker, id, url }, or send OpenLineage events."],
  metrics: ({ metrics, data }) => {
    const remedy = "Give evaluations: [{ metric, value, dataset }], where dataset is the name of one that is declared.";
    const names = new Set(data.map(({ name }) => name));
    if (metrics.some(({ dataset }) => dataset !== null && names.has(dataset))) return [1, "Metrics name the data that they were measured on.", remedy];
    const held = data.find(({ role }) => role !== "training" && role !== "input");
    if (held) return [0.6, `Metrics do not name their data; ${oneLine(held.name, 60)} (${oneLine(held.role, 30)}) is likely.`, remedy];
    return [0, "What the metrics were measured on is not known.", remedy];
  },
};

/** Whether the name of a commit is the whole hash of one: SHA-1 or SHA-256. */
export function isHash(commit: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(commit);
}

/**
 * The parameters that fix the randomness, by their names: `seed`, `random_state`, `torchSeed`, also one level deep.
 * @returns names, with dots between levels
 */
export function seedsOf(parameters: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (isSeed(name, value)) return [name];
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([inner, given]) => (isSeed(inner, given) ? [`${name}.${inner}`] : []));
  });
}

function isSeed(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/);
  return words.some((word) => /^(random|rng)?(seed|seeds)$/.test(word)) || (words.includes("random") && words.includes("state"));
}

const counted = (count: number, noun: string) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => oneLine(name, 60));
  return names.length > 3 ? `${shown.join(", ")} and ${names.length - 3} more` : shown.join(", ");
}
