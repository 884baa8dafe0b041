import { spawn } from "node:child_process";
import { hostname } from "node:os";
import type { Command } from "commander";
import type { VersionChange, WatchedVersion } from "../watch.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { paintFor } from "./paint.ts";

interface WatchOptions extends CommonOptions {
  to: string;
  exec?: string;
  once?: boolean;
  copy?: boolean;
  service?: string;
  instance?: string;
}

export function addWatchCommand(program: Command): void {
  addCommand(program, "watch <reference>", "follow a stage or an alias: pull what it names, and again whenever that is another version")
    .requiredOption("--to <folder>", "a folder for this service alone, in which each version gets one of its own")
    .option("--exec <command>", "what takes a version into use: run by the shell for each, one at a time")
    .option("--once", "end when the first version is in use")
    .option("--copy", "make files of their own, writable, where they would share their bytes with the cache")
    .option("--service <name>", "say what is in use under this name, for the model's page; needs the scope runtime:report")
    .option("--instance <name>", "tells the instances of a service apart", hostname())
    .addHelpText(
      "after",
      `
The command gets COUNTERSIGN_PATH, COUNTERSIGN_REFERENCE (team/model@7), COUNTERSIGN_VERSION and COUNTERSIGN_DIGEST, and of the version
before COUNTERSIGN_PREVIOUS_PATH and COUNTERSIGN_PREVIOUS_VERSION, which are empty for the first. It has to end: with 0, the files of the version
before are removed; with another code, that version counts as the one in use, and the command is run again later.`,
    )
    .action(
      act<WatchOptions>(async ({ registry, paint, signal }, [reference = ""], { to, exec, once, copy, service, instance = hostname(), json }) => {
        const tell = (line: string) => process.stderr.write(`${line}\n`);
        const watch = await registry.watch(reference, {
          to,
          copy,
          signal,
          checkIn: service === undefined ? undefined : { service, instance },
          async onChange(change) {
            if (exec !== undefined) await run(exec, change, { signal, quiet: json === true });
            tell(`${change.reference} is in use${change.previous ? `, after v${change.previous.version}` : ""}: ${change.path}`);
          },
          onError: (error) => tell(`${paintFor(process.stderr).strong("warning:")} ${error.message}`),
        });
        if (watch.current === null) tell(`${reference} names no version yet.`);
        const current = await whenOver(() => watch.current, { once: once === true, signal });
        await watch.close();
        return { text: `${paint.strong(current.reference)} is in use: ${current.path}`, json: { ...current } };
      }),
    );
}

/** How often it is looked whether there is a version at last, in milliseconds. */
const lookEveryMs = 200;

/** Waits until there is one version or, without `once`, for ever. @throws the signal's reason */
async function whenOver(current: () => WatchedVersion | null, { once, signal }: { once: boolean; signal: AbortSignal }): Promise<WatchedVersion> {
  return await new Promise((resolve, reject) => {
    const looking = setInterval(() => {
      const found = current();
      if (once && found) finish(() => resolve(found));
    }, lookEveryMs);
    const stop = () => finish(() => reject(signal.reason as Error));
    const finish = (end: () => void) => {
      clearInterval(looking);
      signal.removeEventListener("abort", stop);
      end();
    };
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
}

/** Runs the command. @throws Error, when it ends with another code than 0 */
async function run(command: string, { reference, version, digest, path, previous }: VersionChange, { signal, quiet }: { signal: AbortSignal; quiet: boolean }): Promise<void> {
  const env = {
    COUNTERSIGN_REFERENCE: reference,
    COUNTERSIGN_VERSION: String(version),
    COUNTERSIGN_DIGEST: digest,
    COUNTERSIGN_PATH: path,
    COUNTERSIGN_PREVIOUS_VERSION: previous ? String(previous.version) : "",
    COUNTERSIGN_PREVIOUS_PATH: previous?.path ?? "",
  };
  // With --json, stdout is for the one object.
  const child = spawn(command, { shell: true, signal, env: { ...process.env, ...env }, stdio: ["ignore", quiet ? 2 : 1, 2] });
  const [code, killedBy] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...ended) => resolve(ended));
  });
  if (code !== 0) throw new Error(`The command ended with ${code ?? killedBy} for ${reference}, which is not in use. It is run again later.`);
}
