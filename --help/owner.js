/** Which process a file under way belongs to, so that what a killed one has left is told from what is being written. */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
/**
 * Where process ids mean the same as here: on Linux the running kernel and the namespace of process ids (containers have
 * their own); elsewhere the machine. Where that can't be told, nobody is known.
 */
function placeOfIds() {
    if (process.platform !== "linux")
        return `host ${hostname()}`;
    try {
        return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
    }
    catch {
        return randomBytes(16).toString("hex");
    }
}
/**
 * When a process started, in ticks since the kernel did: field 22 of /proc/<pid>/stat (proc_pid_stat(5)). It tells a
 * process from an earlier one with the same id.
 * @returns "0" where the system doesn't say
 */
function startOf(pid) {
    try {
        // The second field is the program's name in brackets, with whatever the program put there.
        const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, "").trim().split(" ");
        return fields[19] ?? "0";
    }
    catch {
        return "0";
    }
}
const here = createHash("sha256").update(placeOfIds()).digest("hex").slice(0, 12);
/** This process, in a form that can be part of a file's name: `<place>-<pid>-<start>`. */
export const thisProcess = `${here}-${process.pid}-${startOf(process.pid)}`;
/**
 * Whether a process has surely ended. Of one on another machine or in another container nothing is known.
 * @param owner as `thisProcess` has it
 */
export function hasEnded(owner) {
    const [place, id, start] = owner.split("-");
    const pid = Number(id);
    if (place !== here || !Number.isSafeInteger(pid) || pid <= 0)
        return false;
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // EPERM says that it runs, as somebody else.
        return error.code === "ESRCH";
    }
    const now = startOf(pid);
    return now !== "0" && start !== "0" && now !== start;
}
