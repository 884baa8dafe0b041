/**
 * A recipe as a script for sh. What was declared is anybody's text: it stands in the script only within single quotes, or with
 * everything that does not show taken out of it, and is run at one place alone, where the command of the recipe is.
 */
import { isHash } from "./completeness.ts";
import { oneLine } from "./one-line.ts";
import { baseOf } from "./recipe.ts";
import type { Recipe } from "./schema.ts";

/** A word for sh that stands for exactly this text. */
export function quoted(text: string): string {
  return `'${text.replaceAll("\0", "").replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Writes the script: it checks out the code, verifies the data, makes the environment, gives the parameters, runs the command
 * and compares what comes out. It needs a POSIX shell and, for each step, the step's own tools.
 */
export function scriptOf(recipe: Recipe): string {
  const sections = [head(recipe), settings(recipe), functions, code(recipe), data(recipe), environment(recipe), parameters(recipe), run(recipe), compare(recipe)];
  return `${sections.join("\n\n")}\n`;
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${/^ */.exec(line)![0]}${oneLine(line, 1000)}`.trimEnd()).join("\n");
}

function head({ reference, digest, completeness, warnings }: Recipe): string {
  const missing = completeness.items.filter(({ remedy }) => remedy !== null);
  return `#!/bin/sh\n${comment([
    `How ${reference} was made, and how to make it again.`,
    digest,
    "",
    `${completeness.score} of 100 of what it takes is known.${missing.length > 0 ? " MISSING:" : " Nothing is missing."}`,
    ...missing.map(({ part, found }) => `  - ${part}: ${found}`),
    ...warnings.map((warning) => `WARNING: ${warning}`),
    "",
    "Read it before you run it: it runs the command of whoever registered the version.",
    "",
    "Usage: sh reproduce.sh [folder]     works in that folder; ./reproduction, when left out",
    "  DATA_1, DATA_2, …    where the data lies, as numbered below",
    "  CODE_DIR             the code, where it is here already; nothing is checked out then",
    "  LOCK_FILE            the lock file, where neither the registry nor an address has it",
    "  ENVIRONMENT=skip     runs in the environment that is there",
    "  OUT                  where the command leaves what it makes; the code's folder, when left out",
    "  COUNTERSIGN          the command line of the registry; countersign, when left out",
    "Ends with 0 when the same bytes came out, 3 when it ran and others did, and 1 when it could not run.",
  ])}\nset -eu`;
}

function settings({ reference }: Recipe): string {
  return `unset CDPATH
reference=${quoted(reference)}
countersign=\${COUNTERSIGN:-countersign}
work=\${1:-./reproduction}
case $work in /*) ;; *) work=$PWD/$work ;; esac
mkdir -p "$work/data"`;
}

/** What the steps are made of. Nothing here comes from a recipe. */
const functions = String.raw`say() { printf '%s\n' "$1" >&2; }
stop() { say "reproduce: $1"; exit 1; }
sha256_of() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum < "$1" | cut -c 1-64; else shasum -a 256 < "$1" | cut -c 1-64; fi
}
fetch() { # address, file
  curl --fail --silent --show-error --location --globoff --proto =http,https --proto-redir =http,https --output "$2.part" --url "$1" || return 1
  mv "$2.part" "$2"
}
lacking=0
place=
# Finds a dataset and verifies it: number, name, digest, address, where it is said to lie.
data() {
  place=$5
  if [ -z "$place" ] && [ -e "$work/data/$1" ]; then place=$work/data/$1; fi
  if [ -z "$place" ]; then
    case $4 in http://* | https://*)
      say "  $1 $2: fetching"
      if fetch "$4" "$work/data/$1"; then place=$work/data/$1; fi ;;
    esac
  fi
  if [ -z "$place" ] || [ ! -e "$place" ]; then
    say "  $1 $2: not here. Put it at $work/data/$1, or say where it is with DATA_$1."
    lacking=$((lacking + 1))
    return 0
  fi
  case $place in /*) ;; *) place=$PWD/$place ;; esac
  if [ -z "$3" ]; then say "  $1 $2: not verified, since no digest is known"; return 0; fi
  if [ -d "$place" ]; then say "  $1 $2: not verified, since it is a folder"; return 0; fi
  if [ "sha256:$(sha256_of "$place")" != "$3" ]; then
    say "  $1 $2: $place is something else than $3."
    lacking=$((lacking + 1))
    return 0
  fi
  say "  $1 $2: verified"
}
same=0
different=0
# Compares a file with what was registered: path, SHA-256.
compare() {
  if [ ! -f "$out/$1" ]; then different=$((different + 1)); say "  absent     $2"; return 0; fi
  if [ "$(sha256_of "$out/$1")" = "$3" ]; then same=$((same + 1)); say "  same       $2"; return 0; fi
  different=$((different + 1))
  say "  different  $2"
}
published=
# Fetches the files of the version, once.
publish() {
  [ -n "$published" ] || $countersign pull "$reference" --to "$work/published" >&2 || stop "The files of $reference can't be fetched. Sign in with: countersign login"
  published=yes
}`;

function step(number: number, text: string): string {
  return `# ${number}. ${oneLine(text)}\nsay ${quoted(`${number}. ${oneLine(text)}`)}`;
}

function code({ code: known }: Recipe): string {
  if (!known) {
    return `${step(1, "Code: not named")}
[ -n "\${CODE_DIR:-}" ] || stop 'It is not known which code made it. Say where it is with CODE_DIR.'
code=$(cd -- "$CODE_DIR" && pwd)`;
  }
  return `${step(1, `Code: ${known.repository} at ${known.commit}`)}
repository=${quoted(known.repository)}
commit=${quoted(known.commit)}
if [ -n "\${CODE_DIR:-}" ]; then
  code=$(cd -- "$CODE_DIR" && pwd)
else
  code=$work/code
  GIT_ALLOW_PROTOCOL=\${GIT_ALLOW_PROTOCOL:-http:https:ssh:git:file}
  export GIT_ALLOW_PROTOCOL
  [ -d "$code/.git" ] || git clone --quiet --no-checkout -- "$repository" "$code" || stop 'The code can not be cloned. Say where a checkout is with CODE_DIR.'
  found=$(git -C "$code" rev-parse --quiet --verify --end-of-options "$commit^{commit}") || stop 'The commit is not in the repository.'
  git -C "$code" -c advice.detachedHead=false checkout --quiet --detach "$found"${isHash(known.commit) ? "" : `\n  say "  it names $found now, which may be another commit than then"`}
fi`;
}

function data({ data: known }: Recipe): string {
  const each = known.map(({ name, version, role, digest, uri }, at) => {
    const words = oneLine(`${name}${version === null ? "" : ` ${version}`} (${role})`);
    const variable = `DATA_${at + 1}`;
    return `# ${variable}: ${words}\ndata ${at + 1} ${quoted(words)} ${quoted(digest ?? "")} ${quoted(uri ?? "")} "\${${variable}:-}"\n${variable}=$place; export ${variable}`;
  });
  return [step(2, `Data: ${known.length}`), ...each, `[ "$lacking" -eq 0 ] || stop "$lacking of the datasets are not here, or are others."`].join("\n");
}

/** How an environment is made of a lock file, by the file's name: at the root of the code, with the file beside it where the tool wants that. */
const makers: readonly [name: RegExp, beside: boolean, commands: string][] = [
  [/^requirements[A-Za-z0-9_.-]*\.(txt|lock)$/, false, `"\${PYTHON:-python3}" -m venv "$work/environment"\n  "$work/environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$lock"\n  PATH=$work/environment/bin:$PATH; export PATH`],
  [/^uv\.lock$/, true, `( cd -- "$code" && uv sync --frozen )\n  PATH=$code/.venv/bin:$PATH; export PATH`],
  [/^poetry\.lock$/, true, `( cd -- "$code" && POETRY_VIRTUALENVS_IN_PROJECT=true poetry install --no-interaction )\n  PATH=$code/.venv/bin:$PATH; export PATH`],
  [/^Pipfile\.lock$/, true, `( cd -- "$code" && PIPENV_VENV_IN_PROJECT=1 pipenv sync )\n  PATH=$code/.venv/bin:$PATH; export PATH`],
  [/^environment\.ya?ml$/, false, `conda env create --quiet --prefix "$work/environment" --file "$lock"\n  PATH=$work/environment/bin:$PATH; export PATH`],
  [/^conda-lock\.ya?ml$/, false, `conda-lock install --prefix "$work/environment" "$lock"\n  PATH=$work/environment/bin:$PATH; export PATH`],
  [/^pixi\.lock$/, true, `( cd -- "$code" && pixi install --frozen )\n  PATH=$code/.pixi/envs/default/bin:$PATH; export PATH`],
  [/^package-lock\.json$/, true, `( cd -- "$code" && npm ci )`],
  [/^pnpm-lock\.yaml$/, true, `( cd -- "$code" && pnpm install --frozen-lockfile )`],
  [/^yarn\.lock$/, true, `( cd -- "$code" && yarn install --immutable )`],
  [/^Cargo\.lock$/, true, `( cd -- "$code" && cargo fetch --locked )`],
  [/^renv\.lock$/, true, `( cd -- "$code" && Rscript -e 'renv::restore(prompt = FALSE)' )`],
  [/^Manifest\.toml$/, true, `( cd -- "$code" && julia --project=. -e 'using Pkg; Pkg.instantiate()' )`],
];

function environment({ environment: { packages, lock } }: Recipe): string {
  const named = Object.entries(packages).map(([name, version]) => `  ${name} ${version}`);
  const list = named.length > 0 ? `\n${comment(["It was made with:", ...named])}` : "";
  if (!lock) {
    return `${step(3, "Environment: no lock file is known")}${list}\n[ "\${ENVIRONMENT:-}" = skip ] || stop 'No lock file fixes the environment. Make it yourself, and run this with ENVIRONMENT=skip.'`;
  }
  const name = baseOf(lock.path ?? lock.uri ?? "");
  const maker = makers.find(([pattern]) => pattern.test(name));
  const place = lock.path === null ? `lock=$work/lock-file
  if [ -n "\${LOCK_FILE:-}" ]; then cp -- "$LOCK_FILE" "$lock"; else
    case $address in http://* | https://*) fetch "$address" "$lock" || stop 'The lock file can not be fetched. Say where it is with LOCK_FILE.' ;; *) stop 'The lock file is not in the registry. Say where it is with LOCK_FILE.' ;; esac
  fi` : `lock=$code/$path
  if [ ! -f "$lock" ] || [ "sha256:$(sha256_of "$lock")" != "$digest" ]; then publish; lock=$work/published/$path; fi`;
  const make = maker ? `${maker[1] ? `[ "$lock" = "$code"/${quoted(name)} ] || cp -- "$lock" "$code"/${quoted(name)}\n  ` : ""}${maker[2]}` : `stop 'How an environment is made of this lock file is not known here. Make it yourself, and run this with ENVIRONMENT=skip.'`;
  return `${step(3, `Environment: ${lock.path ?? lock.uri ?? lock.digest ?? ""}`)}${list}
path=${quoted(lock.path ?? "")}
address=${quoted(lock.uri ?? "")}
digest=${quoted(lock.digest ?? "")}
if [ "\${ENVIRONMENT:-}" != skip ]; then
  ${place}
  [ -z "$digest" ] || [ "sha256:$(sha256_of "$lock")" = "$digest" ] || stop 'The lock file is another than was registered.'
  ${make}
fi`;
}

/** JSON in which what does not show stands as escapes. */
function visible(json: string): string {
  return json.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}

const mostVariables = 500;
const longestVariable = 4096;

function parameters({ parameters: known }: Recipe): string {
  const named = new Map<string, string[]>();
  for (const [name, value] of Object.entries(known)) {
    if (!["string", "number", "boolean"].includes(typeof value) || String(value).length > longestVariable) continue;
    const variable = `PARAM_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}`.slice(0, 200);
    named.set(variable, [...(named.get(variable) ?? []), String(value)]);
  }
  // Two names that become one variable are left out: either value would be wrong for somebody.
  const variables = [...named].flatMap(([variable, [value = "", ...more]]) => (more.length > 0 ? [] : [`${variable}=${quoted(value)}; export ${variable}`])).slice(0, mostVariables);
  return `${step(4, `Parameters: ${Object.keys(known).length}`)}
COUNTERSIGN_PARAMETERS=$work/parameters.json; export COUNTERSIGN_PARAMETERS
printf '%s\\n' ${quoted(visible(JSON.stringify(known, null, 2)))} > "$COUNTERSIGN_PARAMETERS"${variables.length > 0 ? `\n${variables.join("\n")}` : ""}`;
}

function run({ command }: Recipe): string {
  if (command === null) return `${step(5, "Command: not known")}\nstop "What was run is not known. Run it yourself in $code; the parameters are in $COUNTERSIGN_PARAMETERS."`;
  return `${step(5, `Command: ${command}`)}
command=${quoted(command)}
( cd -- "$code" && exec sh -c "$command" ) || stop "The command failed with exit code $?."`;
}

function compare({ files, fileCount, metrics }: Recipe): string {
  const measured = metrics.slice(0, 50).map(({ name, value, dataset, slice }) => `say ${quoted(oneLine(`  ${name} = ${value}${[dataset, slice].map((part) => (part === null ? "" : ` ${part}`)).join("")}`))}`);
  return `${step(6, `What came out, beside the ${fileCount === 1 ? "file" : `${fileCount.toLocaleString("en")} files`} that were registered`)}
out=\${OUT:-$code}
${files.map(({ path, sha256 }) => `compare ${quoted(path)} ${quoted(oneLine(path))} ${quoted(sha256)}`).join("\n")}${fileCount > files.length ? `\nsay ${quoted(`  ${fileCount - files.length} more are not compared here: countersign verify compares a folder with all of them.`)}` : ""}
${measured.length > 0 ? `say 'Metrics to compare yours with:'\n${measured.join("\n")}\n` : ""}say "$same the same, $different different or absent."
[ "$different" -eq 0 ] || exit 3`;
}
