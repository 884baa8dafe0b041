import { CopyButton } from "./copy.tsx";
import { shortDigest } from "./format.ts";

/** The beginning of a digest; all of it on hover and in the clipboard. `bare` where the row around it is a link. */
export function Digest({ value, length = 12, bare = false }: { value: string; length?: number; bare?: boolean }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <code title={value} className="text-ink-soft">{shortDigest(value, length)}</code>
      {!bare && <CopyButton text={value} label="Copy the whole digest" />}
    </span>
  );
}
