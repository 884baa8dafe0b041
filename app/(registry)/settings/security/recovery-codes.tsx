import { CopyButton } from "#app/_ui/copy.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** Recovery codes that were just made, and are shown this once: to copy, or to keep as a file. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = codes.join("\n");
  return (
    <div className="grid gap-4">
      <Notice tone="wait" title="Keep them now: they are not shown again">Each lets you in once without your authenticator. Keep them where it is not.</Notice>
      <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-sm border border-edge bg-sunken px-4 py-3 font-mono sm:grid-cols-2">
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <CopyButton text={text} label="Copy the codes" worded />
        <a className="link text-small" download="countersign-recovery-codes.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}>Download them</a>
      </div>
    </div>
  );
}
