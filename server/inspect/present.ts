import { formats, type Format } from "./detect.ts";
import type { Findings } from "./findings.ts";
import { most, type Badge, type Import, type Inspection, type Port, type Safety, type Verdict } from "./schema.ts";
import { clean } from "./text.ts";

/** Names that one badge lists. */
const namesOnBadge = 3;

/** Makes an inspection of what was found: cut to what can be stored and shown, and with its badges. */
export function present(format: Format, findings: Findings): Inspection {
  const { tensors, truncated = false } = findings;
  const imports = (findings.imports ?? []).slice(0, most.imports);
  const problem = findings.problem ? clean(findings.problem) : null;
  const safety = safetyOf(format, findings);
  return {
    format,
    label: clean(findings.label ?? formats[format].label),
    safety,
    problem,
    truncated,
    parameters: tensors && tensors.count > 0 ? tensors.parameters : null,
    tensors: tensors?.tensors ?? [],
    tensorCount: tensors?.count ?? 0,
    dtypes: (tensors?.dtypes ?? []).slice(0, 100),
    imports,
    inputs: (findings.inputs ?? []).slice(0, most.ports).map(cleanPort),
    outputs: (findings.outputs ?? []).slice(0, most.ports).map(cleanPort),
    operators: [...(findings.operators ?? [])]
      .map(([name, count]) => ({ name: clean(name), count }))
      .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
      .slice(0, most.operators),
    facts: (findings.facts ?? []).slice(0, most.facts).map(({ name, value }) => ({ name: clean(name), value: clean(value) })),
    badges: [...badgesOf(safety, problem, findings)].map(({ tone, text }) => ({ tone, text: clean(text) })),
  };
}

function safetyOf(format: Format, { imports, problem, truncated, mayRunCode }: Findings): Safety {
  if (imports?.some(({ verdict }) => verdict === "dangerous")) return "runs_code";
  // Whatever has imports is a pickle, or holds one.
  if (imports || problem || mayRunCode) return "unknown";
  const { safety } = formats[format];
  return truncated && safety === "safe" ? "unknown" : safety;
}

function* badgesOf(safety: Safety, problem: string | null, { imports, truncated, notes = [] }: Findings): Generator<Badge> {
  if (problem !== null) yield { tone: "bad", text: `damaged: ${problem}` };
  if (safety === "safe") yield { tone: "good", text: "safe format" };
  const dangerous = namesOf(imports, "dangerous");
  const unknown = namesOf(imports, "unknown");
  if (dangerous !== "") yield { tone: "bad", text: `runs code on load: ${dangerous}` };
  if (unknown !== "") yield { tone: "warn", text: `imports unknown code: ${unknown}` };
  if (imports && dangerous === "" && unknown === "" && !truncated && problem === null) {
    yield { tone: "warn", text: "pickle, known imports only" };
  }
  if (truncated) yield { tone: "warn", text: "not wholly looked at" };
  yield* notes;
}

function namesOf(imports: readonly Import[] | undefined, verdict: Verdict): string {
  const names = [...new Set((imports ?? []).filter((each) => each.verdict === verdict).map(({ name }) => clean(name, 120)))];
  const rest = names.length - namesOnBadge;
  return names.slice(0, namesOnBadge).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function cleanPort({ name, type, shape }: Port): Port {
  return { name: clean(name), type: clean(type), shape: shape.map((size) => (typeof size === "string" ? clean(size, 100) : size)) };
}
