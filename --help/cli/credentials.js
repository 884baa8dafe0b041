import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileFailure } from "../errors.js";
/** `$XDG_CONFIG_HOME/countersign/credentials.json`, or below `~/.config`. */
export function credentialsPath() {
    return join(process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "countersign", "credentials.json");
}
/** What is remembered; nothing, before the first sign-in. */
export async function readCredentials() {
    const path = credentialsPath();
    try {
        const { url, registries } = JSON.parse(await readFile(path, "utf8"));
        return { url, registries: registries ?? {} };
    }
    catch (error) {
        if (error.code === "ENOENT")
            return { registries: {} };
        if (error instanceof SyntaxError)
            throw new Error(`${path} is not valid JSON. Remove it, and sign in again: countersign login`, { cause: error });
        throw fileFailure(path, error);
    }
}
/** Remembers a token, readable by the owner of the file alone. */
export async function storeToken(url, token) {
    const { registries } = await readCredentials();
    await write({ url, registries: { ...registries, [url]: { token } } });
}
/** @returns whether there was one to forget */
export async function forgetToken(url) {
    const credentials = await readCredentials();
    const { [url]: gone, ...rest } = credentials.registries;
    if (!gone)
        return false;
    await write({ url: credentials.url === url ? undefined : credentials.url, registries: rest });
    return true;
}
async function write(credentials) {
    const path = credentialsPath();
    const aside = `${path}.${process.pid}`;
    try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(aside, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
        // The mode above counts only for a new file.
        await chmod(aside, 0o600);
        await rename(aside, path);
    }
    catch (error) {
        throw fileFailure(path, error);
    }
}
