import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { CountersignError } from "./errors.js";
/**
 * Where the files that were pulled are kept for the next pull: `COUNTERSIGN_CACHE`, else `countersign` in the folder that
 * the operating system sets aside for caches (https://specifications.freedesktop.org/basedir-spec, where it says none).
 * @param chosen a folder, or false for no cache; left out, the environment decides
 * @returns an absolute path; null when there is to be no cache
 * @throws CountersignError invalid_setting, when there is no home folder to keep it in
 */
export function cacheFolder(chosen, around = surroundings()) {
    const { env, platform, home } = around;
    const named = chosen ?? (env["COUNTERSIGN_CACHE"] || undefined);
    if (named === false || named === "off")
        return null;
    if (named !== undefined)
        return resolve(named);
    const local = env["LOCALAPPDATA"];
    if (platform === "win32" && local)
        return join(local, "countersign", "Cache");
    const xdg = env["XDG_CACHE_HOME"];
    if (xdg && isAbsolute(xdg))
        return join(xdg, "countersign");
    if (home === null) {
        throw new CountersignError("invalid_setting", "There is no home folder to keep a cache in. Name a folder with COUNTERSIGN_CACHE, or set it to off.");
    }
    return join(home, ...(platform === "darwin" ? ["Library", "Caches"] : [".cache"]), "countersign");
}
function surroundings() {
    const { env, platform } = process;
    try {
        return { env, platform, home: homedir() };
    }
    catch {
        // A user without a name, as in many containers.
        return { env, platform, home: null };
    }
}
