import { Buffer } from "node:buffer";
import { most } from "./schema.ts";

/**
 * Text as it can be stored in Postgres's jsonb and shown: without NUL characters and lone surrogates, cut at `length`
 * UTF-16 units with an ellipsis.
 */
export function clean(text: string, length: number = most.text): string {
  const cut = text.length > length ? `${text.slice(0, length - 1)}…` : text;
  return cut.replaceAll("\0", "\uFFFD").toWellFormed();
}

/** A name in a sentence: between quotes, and cut. */
export function quoted(name: string): string {
  return JSON.stringify(clean(name, 80));
}

/** Bytes as UTF-8; what is not, becomes U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}

/** Bytes as Latin-1: each becomes the character of its value, so that text in ASCII can be searched for. */
export function decodeLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

/** A number as people write it: 1,234. */
export function grouped(value: number): string {
  return value.toLocaleString("en");
}
