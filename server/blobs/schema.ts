import { z } from "zod";

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, { error: "must be 64 lower-case hex digits" });

export const digestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, { error: "must be sha256: and 64 lower-case hex digits" });

const encoder = new TextEncoder();

/** Why `path` can't be the path of a file in a version, or null when it can. */
export function filePathFault(path: string): string | null {
  if (path === "") return "must not be empty";
  if (path.includes("\0")) return "must not hold a NUL character";
  if (/\p{Cc}/u.test(path)) return "must not hold control characters";
  if (!path.isWellFormed()) return "must be valid Unicode";
  if (path.includes("\\")) return "must be separated by / and not by \\";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "must be relative to the version's folder";
  if (path !== path.normalize("NFC")) return "must be in Unicode normal form NFC";
  if (encoder.encode(path).length > 1024) return "must be at most 1,024 bytes long";
  for (const segment of path.split("/")) {
    if (segment === "") return "must not hold an empty segment";
    if (segment === "." || segment === "..") return `must not hold the segment ${segment}`;
    if (encoder.encode(segment).length > 255) return "must not hold a name of more than 255 bytes";
  }
  return null;
}

export const filePathSchema = z.string().superRefine((path, context) => {
  const fault = filePathFault(path);
  if (fault) context.addIssue({ code: "custom", message: `${JSON.stringify(path.slice(0, 80))} ${fault}` });
});
