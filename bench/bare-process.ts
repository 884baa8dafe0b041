import { spawn } from "node:child_process";
import { join } from "node:path";

/** Starts one of the bare servers in a process of its own. */
export async function startBare(...args: string[]): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare.ts"), ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
    child.once("exit", () => reject(new Error("The bare server ended.")));
  });
  return { url, stop: () => void child.kill() };
}
