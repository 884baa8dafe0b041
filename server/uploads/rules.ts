import { DomainError } from "../errors.ts";

/**
 * Refuses bytes that don't begin where those that are here end.
 * @param at where the bytes begin
 * @throws DomainError offset_mismatch, whose details say how many were received
 */
export function requireOffset(path: string, at: number, received: number): void {
  if (at !== received) throw offsetMismatch(path, at, received);
}

export function offsetMismatch(path: string, at: number, received: number): DomainError {
  const message = `${path}: the registry holds the first ${received} bytes, and these begin at ${at}. Go on at ${received}.`;
  return new DomainError("offset_mismatch", message, { path, received });
}

/** @throws DomainError upload_incomplete, when the bytes ended too early; the upload goes on where they ended */
export function requireWhole(path: string, received: number, size: number): void {
  if (received === size) return;
  throw new DomainError("upload_incomplete", `${path}: ${received} of ${size} bytes have come. Go on at ${received}.`, { path, received, size });
}

/** An upload that somebody else is sending at this instant, or that nobody has declared dead yet. */
export function busy(path: string): DomainError {
  return new DomainError("upload_busy", `${path} is being received already. Wait a few seconds, then go on where that has come.`, { limit: "uploads", path });
}
