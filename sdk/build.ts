/** Compiles the package into `dist`: `node sdk/build.ts`, or with another folder as its argument. Says nothing unless it fails. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const sdk = dirname(fileURLToPath(import.meta.url));
const project = dirname(sdk);

/** The compiler's own program; undefined where the packages for development were left out. */
function findCompiler(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
    return join(dirname(manifest), "bin", "tsc");
  } catch {
    return undefined;
  }
}

/** Compiles the SDK, and with it the files of the server whose types it knows. */
function compile(compiler: string, to: string): void {
  const options = {
    rootDir: project,
    outDir: to,
    declaration: true,
    target: "es2022",
    lib: "es2024,dom,dom.iterable",
    module: "nodenext",
    types: "node",
    strict: true,
    skipLibCheck: true,
    rewriteRelativeImportExtensions: true,
    // `npm run check` judges the code. A fault elsewhere in the server must not keep a fresh clone from installing.
    noCheck: true,
    incremental: false,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const entries = ["index.ts", "cli.ts"].map((file) => join(sdk, file));
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [compiler, "--ignoreConfig", ...flags, ...entries], {
    cwd: project,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}${error?.message ?? ""}`.trim());
}

/** What a reader of the declarations would not have: files of the server, and the packages that only it needs. */
const foreign = /["'](?:\.\.\/|zod|drizzle-orm|postgres)[^"']*["']/g;

/** The declarations stand alone, because every type of the server is written out in wire.d.ts. */
function refuseForeignTypes(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".d.ts"))) {
    const found = readFileSync(join(folder, file), "utf8").match(foreign);
    if (!found) continue;
    throw new Error(`${file} would need ${[...new Set(found)].join(", ")}: write the type so in server/wire.ts that its declaration imports nothing.`);
  }
}

/** Puts the new files in the place of the old ones, each at once, so that a program that is starting finds all of them. */
function publish(from: string, to: string): void {
  cpSync(from, to, { recursive: true, force: true });
  for (const name of readdirSync(to)) {
    if (!existsSync(join(from, name))) rmSync(join(to, name), { recursive: true });
  }
}

function build(to: string): void {
  const compiler = findCompiler();
  if (!compiler) {
    console.log("The SDK is not built, because this installation has no compiler (npm ci without --omit=dev brings it).");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "countersign-sdk-"));
  try {
    compile(compiler, folder);
    refuseForeignTypes(join(folder, "sdk"));
    publish(join(folder, "sdk"), to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  build(resolve(process.argv[2] ?? join(sdk, "dist")));
} catch (error) {
  console.error(`The SDK can't be built.\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
