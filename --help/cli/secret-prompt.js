import { text } from "node:stream/consumers";
import { Interrupted } from "./report.js";
const ctrlC = "\u0003";
const ctrlD = "\u0004";
const erase = new Set(["\u007f", "\b"]);
/**
 * Asks for a secret without showing it; where stdin is no terminal, takes all of it.
 * @throws Interrupted, on Ctrl-C
 */
export async function readSecret(question) {
    const { stdin, stderr } = process;
    if (!stdin.isTTY)
        return (await text(stdin)).trim();
    stdin.setRawMode(true);
    stderr.write(question);
    stdin.setEncoding("utf8");
    let secret = "";
    try {
        for await (const keys of stdin) {
            for (const key of keys) {
                if (key === ctrlC)
                    throw new Interrupted("Interrupted.");
                if (key === "\r" || key === "\n" || key === ctrlD)
                    return secret.trim();
                secret = erase.has(key) ? secret.slice(0, -1) : secret + key;
            }
        }
        return secret.trim();
    }
    finally {
        stdin.setRawMode(false);
        stdin.pause();
        stderr.write("\n");
    }
}
