/** The command line as tests run it: in a process of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  /** The folder that it runs in, which is also the user's own. */
  home: string;
  /** Of this process's environment it gets nothing but what a shell would have. */
  env: Record<string, string>;
  /** What comes on stdin. */
  input?: string | undefined;
  onStart?: ((child: ChildProcess) => void) | undefined;
}

export function runCli(args: readonly string[], { home, env, input, onStart }: Surroundings): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL("cli.ts", import.meta.url)), ...args], {
      cwd: home,
      env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"], HOME: home, ...env } as never,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString()));
    child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input ?? "");
    onStart?.(child);
  });
}

/** What `--json` printed: one object on one line, and nothing else anywhere. */
export function readJson({ code, stdout, stderr }: Ran): Record<string, unknown> {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}
