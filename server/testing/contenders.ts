import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Answer, Order } from "./contender.ts";

export interface Contender {
  /** Has something done. @returns why it was refused, or `was not refused` */
  tell(order: Omit<Order, "number">): Promise<string>;
  /** Ends it as a power cut would: kill -9. */
  kill(): Promise<void>;
}

/**
 * Starts a process over the same database.
 * @param folder of a store: then it does the jobs that wait, and can't be told anything
 * @param secret the registry's own: then it also tells webhooks on this machine, again and again in no time
 */
export async function startContender(url: string, folder?: string, secret?: string): Promise<Contender> {
  const child: ChildProcess = fork(join(import.meta.dirname, "contender.ts"), [url, ...[folder, secret].filter((each) => each !== undefined)], { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  const exited = once(child, "exit");
  await Promise.race([once(child, "message"), exited.then(() => Promise.reject(new Error("the contender ended before it was ready")))]);
  const waiting = new Map<number, (reason: string) => void>();
  child.on("message", ({ number, reason }: Answer) => {
    waiting.get(number)?.(reason);
    waiting.delete(number);
  });
  let told = 0;
  return {
    tell(order) {
      const number = ++told;
      return new Promise((resolve) => {
        waiting.set(number, resolve);
        child.send({ ...order, number } satisfies Order);
      });
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
