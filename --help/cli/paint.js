const plain = (text) => text;
const ansi = (open, close) => (text) => `\x1b[${open}m${text}\x1b[${close}m`;
const coloured = { strong: ansi(1, 22), quiet: ansi(2, 22), good: ansi(32, 39), bad: ansi(31, 39) };
const uncoloured = { strong: plain, quiet: plain, good: plain, bad: plain };
/** Colours on a terminal, unless NO_COLOR (https://no-color.org) says otherwise. */
export function paintFor(stream) {
    const wanted = stream.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
    return wanted ? coloured : uncoloured;
}
