/** What the process tells those who run it: lines of JSON, or text for people. */
import pino, { type Logger } from "pino";
import { loggable } from "./errors.ts";

/** What belongs to a line. `error` is told as `loggable` tells it. */
export type Facts = { error?: unknown } & Record<string, unknown>;

type Level = "error" | "warn" | "info" | "debug";

/** @param write where lines go; each ends in a line break */
export interface LogSettings {
  level: Level | "silent";
  format: "json" | "text";
  write?: (line: string) => void;
}

/**
 * Pages are bundled apart from the server that serves them, with their own copy of this module: the log of the process is found
 * through the global object.
 */
const home = Symbol.for("countersign.log");
const shared = globalThis as { [home]?: Logger };

/** What is secret wherever it stands: tokens, credentials of a header or an address, cookies, hashes of passwords, keys that sign. */
const secrets =
  /\bcs_[\w-]{20,}|\bwhsec_[\w+/=-]+|\b(?:Bearer|Basic) [\w.~+/=-]+|(?<=:\/\/[^\s/:@"]{0,200}:)[^\s/@"]+(?=@)|(?<=session-token=)[^;\s"]+|\bscrypt\$[^\s"]+|(?<=[?&](?:[\w-]*signature|secret|token)=)[^&\s"]+/gi;

/** What nobody writes into a line on purpose. */
const names = ["authorization", "cookie", "password", "secret", "token"];

/** A line without what is secret. */
export function withoutSecrets(line: string): string {
  return line.replace(secrets, "…");
}

/** Opens the log of the process. Until then, and in programs that are no server, what goes wrong is told on stderr as text. */
export function openLog({ level, format, write = (line) => void process.stdout.write(line) }: LogSettings): void {
  const text = (line: string) => write(`${plainText(JSON.parse(line) as Parameters<typeof plainText>[0])}\n`);
  shared[home] = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: loggable },
      redact: { paths: names.flatMap((name) => [name, `*.${name}`]), censor: "…" },
      hooks: { streamWrite: withoutSecrets },
    },
    { write: format === "json" ? write : text },
  );
}

function tell(level: Level, message: string, facts: Facts = {}): void {
  const logger = shared[home];
  if (logger) logger[level](facts, message);
  else if (level === "error" || level === "warn") console.error(withoutSecrets("error" in facts ? `${message}: ${loggable(facts.error)}` : message));
}

/** One sentence each, without the names and values that `facts` has places for. */
export const log = {
  error: (message: string, facts?: Facts) => tell("error", message, facts),
  warn: (message: string, facts?: Facts) => tell("warn", message, facts),
  info: (message: string, facts?: Facts) => tell("info", message, facts),
  debug: (message: string, facts?: Facts) => tell("debug", message, facts),
  /** Told at every level: that the process serves. */
  announce: (message: string) => shared[home]?.child({}, { level: "info" }).info(message),
  /** Whether anybody reads lines of this level: what is dear to find out is not, where nobody does. */
  tells: (level: Level) => shared[home]?.isLevelEnabled(level) ?? false,
};

/** `10:02:11 warn  the sentence  request=… ms=3`, and what failed below it. */
function plainText({ time, level, msg, error, ...facts }: { time: string; level: string; msg: string; error?: string } & Record<string, unknown>): string {
  const rest = Object.entries(facts).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const begin = level === "info" ? "" : `${time.slice(11, 19)} ${level.padEnd(5)} `;
  return [[`${begin}${msg}`, ...rest].join("  "), ...(error === undefined ? [] : [error])].join("\n");
}
