/** Marks what is important, where colours are shown. */
export interface Paint {
  strong(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const plain = (text: string) => text;
const ansi = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`;

const coloured: Paint = { strong: ansi(1, 22), quiet: ansi(2, 22), good: ansi(32, 39), bad: ansi(31, 39) };
const uncoloured: Paint = { strong: plain, quiet: plain, good: plain, bad: plain };

/** Colours on a terminal, unless NO_COLOR (https://no-color.org) says otherwise. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const wanted = stream.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
  return wanted ? coloured : uncoloured;
}
