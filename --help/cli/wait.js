import { InvalidArgumentError, Option } from "commander";
import { act, addCommand } from "./command.js";
import { describeBriefly } from "./promotion-text.js";
const states = ["open", "approved", "applied", "rejected", "withdrawn", "expired", "superseded", "failed"];
const msOf = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
export function addWaitCommand(program) {
    addCommand(program, "wait <promotion>", "wait until a promotion is applied")
        .addOption(new Option("--for <state>", "wait for another state than applied; given several times, for the first of them")
        .argParser(gatherState))
        .addOption(new Option("--timeout <time>", "how long at most: 90s, 30m, 2h, 7d; left out, until it has ended").argParser(readTime))
        .addHelpText("after", "\nWhat changes meanwhile is told on stderr, unless --json is given. Exit codes: 0 it is in that state, 1 it has ended in another one, or the time is over.")
        .action(act(async ({ registry, paint, signal }, [id = ""], { for: wanted = ["applied"], timeout, json }) => {
        const tell = progress();
        const promotion = await registry.promotions.waitFor(id, wanted, { signal, timeoutMs: timeout, ...(json ? {} : { onChange: tell }) });
        return { text: describeBriefly(promotion, paint), json: promotion };
    }));
}
/** Tells on stderr how a promotion stands, whenever that is something else than before. */
function progress() {
    let told = "";
    return ({ state, round, blockers }) => {
        const missing = blockers.map(({ what }) => what).join("; ");
        const line = `${state}${round > 1 ? `, round ${round}` : ""}${missing === "" || state === "applied" ? "" : `: ${missing}`}`;
        if (line !== told)
            process.stderr.write(`${line}\n`);
        told = line;
    };
}
function gatherState(text, earlier = []) {
    const state = states.find((each) => each === text);
    if (!state)
        throw new InvalidArgumentError(`It must be one of ${states.join(", ")}.`);
    return [...earlier, state];
}
/** A time such as `90s`. @returns milliseconds */
export function readTime(text) {
    const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
    const ms = Number(count) * (msOf[unit] ?? Number.NaN);
    if (ms > 0 && ms <= 24 * 86_400_000)
        return ms;
    throw new InvalidArgumentError("It must be a time such as 90s, 30m, 2h or 7d, and at most 24d.");
}
