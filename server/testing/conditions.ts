/**
 * The conditions of pipelines, as far as the recipes in examples/pipelines use them. Whatever else the two languages have is refused,
 * so that no condition is believed that was not understood.
 */

interface Language<Value> {
  /** One operand each, at the beginning of what is left of a condition. */
  operands: readonly [pattern: RegExp, value: (found: string) => Value][];
  equal: (one: Value, other: Value) => boolean;
  isTrue: (value: Value) => boolean;
}

/** Reads `a == b && c`: comparisons, joined by &&. @throws Error at anything else */
function evaluate<Value>(condition: string, { operands, equal, isTrue }: Language<Value>): boolean {
  let rest = condition.trim();
  function take(sign: string): boolean {
    if (!rest.startsWith(sign)) return false;
    rest = rest.slice(sign.length).trimStart();
    return true;
  }
  function operand(): Value {
    for (const [pattern, value] of operands) {
      const [found] = pattern.exec(rest) ?? [];
      if (found === undefined) continue;
      rest = rest.slice(found.length).trimStart();
      return value(found);
    }
    throw new Error(`${condition}: what begins with ${JSON.stringify(rest)} is not understood here`);
  }
  let holds = true;
  do {
    const one = operand();
    holds = (take("==") ? equal(one, operand()) : isTrue(one)) && holds;
  } while (take("&&"));
  if (rest !== "") throw new Error(`${condition}: what begins with ${JSON.stringify(rest)} is not understood here`);
  return holds;
}

type GitHubValue = string | number | boolean | object | null;

/** What a property path names; null where there is none. */
export function lookUp(path: string, contexts: object): GitHubValue {
  const found = path.split(".").reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[name] : undefined), contexts);
  return found ?? null;
}

/** Values of different types are compared as numbers; what is none equals nothing. */
function asNumber(value: GitHubValue): number {
  if (typeof value === "object") return value === null ? 0 : Number.NaN;
  return Number(value);
}

/**
 * An `if` of GitHub Actions: literals in single quotes, property paths, `failure()`, `==` and `&&`. Strings are compared without regard to
 * case; what does not exist is null, which counts as false, as do "" and 0
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions).
 * @param failed whether a step before has failed: without `failure()`, nothing runs after that
 */
export function holdsAtGitHub(condition: string | undefined, contexts: object, failed = false): boolean {
  if (condition === undefined) return !failed;
  const holds = evaluate<GitHubValue>(condition, {
    operands: [
      [/^failure\(\)/, () => failed],
      [/^'(?:[^']|'')*'/, (found) => found.slice(1, -1).replaceAll("''", "'")],
      [/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+(?![\w.(['*-])/, (found) => lookUp(found, contexts)],
    ],
    equal: (one, other) => (typeof one === "string" && typeof other === "string" ? one.toLowerCase() === other.toLowerCase() : asNumber(one) === asNumber(other)),
    isTrue: (value) => value !== "" && Boolean(value),
  });
  return holds && (condition.includes("failure()") || !failed);
}

/** The property paths that a text of a workflow names: in `${{ … }}`, or a condition as a whole. */
export function pathsIn(text: string, isCondition = false): string[] {
  const expressions = isCondition ? [text] : [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inner = ""]) => inner);
  return expressions.flatMap((each) => each.replaceAll(/'(?:[^']|'')*'/g, "").match(/[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g) ?? []);
}

/**
 * An `if` of a rule of GitLab: variables, literals in quotes, `==` and `&&`. A variable that is not there is null, and equals no text; alone,
 * a variable holds when it is there and not empty (https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions).
 */
export function holdsAtGitLab(condition: string, variables: Readonly<Record<string, string>>): boolean {
  return evaluate<string | null>(condition, {
    operands: [
      [/^\$[A-Za-z_]\w*/, (found) => variables[found.slice(1)] ?? null],
      [/^"[^"]*"|^'[^']*'/, (found) => found.slice(1, -1)],
    ],
    equal: (one, other) => one === other,
    isTrue: (value) => value !== null && value !== "",
  });
}

/** The order of jobs that wait for others: each after all that it waits for. @throws Error, where one waits for itself or for one that does not exist */
export function inOrder(waitsFor: Readonly<Record<string, readonly string[]>>): string[] {
  const done: string[] = [];
  function visit(name: string, through: readonly string[]): void {
    if (done.includes(name)) return;
    if (through.includes(name)) throw new Error([...through, name].join(" waits for "));
    const before = waitsFor[name];
    if (!before) throw new Error(`${through.at(-1) ?? "nobody"} waits for ${name}, which does not exist`);
    for (const each of before) visit(each, [...through, name]);
    done.push(name);
  }
  for (const name of Object.keys(waitsFor)) visit(name, []);
  return done;
}
