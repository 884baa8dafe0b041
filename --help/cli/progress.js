import { duration, size } from "./layout.js";
const redrawMs = 100;
const barWidth = 20;
/** A bar on stderr where that is a terminal, and otherwise nothing. */
export function progressBar(stream = process.stderr) {
    if (!stream.isTTY || process.env["TERM"] === "dumb")
        return { update() { }, clear() { } };
    let drawnAt = 0;
    let rate = new Rate();
    return {
        update(done, total, what) {
            const now = performance.now();
            rate.note(done, now);
            if (now - drawnAt < redrawMs)
                return;
            drawnAt = now;
            const line = barLine(what, done, total, rate.perSecond);
            stream.write(`\r\x1b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
        },
        clear() {
            if (drawnAt > 0)
                stream.write("\r\x1b[2K");
            drawnAt = 0;
            rate = new Rate();
        },
    };
}
/** `Sending  [======      ]  50%  512 MiB of 1.0 GiB  85 MiB/s  6 s left` */
export function barLine(what, done, total, perSecond) {
    const part = total === 0 ? 1 : Math.min(1, Math.max(0, done / total));
    const filled = Math.floor(part * barWidth);
    const bar = `[${"=".repeat(filled)}${" ".repeat(barWidth - filled)}]`;
    const left = perSecond > 0 ? `  ${size(Math.round(perSecond))}/s  ${duration((total - done) / perSecond)} left` : "";
    return `${what}  ${bar}  ${String(Math.floor(part * 100)).padStart(3)}%  ${size(done)} of ${size(total)}${left}`;
}
/** Bytes per second over the last few seconds, so that it follows a connection that gets slower. */
class Rate {
    #samples = [];
    note(done, at) {
        const last = this.#samples.at(-1);
        if (last && at - last.at < redrawMs)
            return;
        this.#samples.push({ at, done });
        if (this.#samples.length > 50)
            this.#samples.shift();
    }
    get perSecond() {
        const [first, last] = [this.#samples[0], this.#samples.at(-1)];
        if (!first || !last || last.at === first.at)
            return 0;
        return Math.max(0, ((last.done - first.done) / (last.at - first.at)) * 1000);
    }
}
