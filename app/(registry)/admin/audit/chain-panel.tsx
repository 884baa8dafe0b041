import { CodeBlock } from "#app/_ui/code-block.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { ChainState } from "#server/audit/schema.ts";
import { RetentionForm } from "./retention-form.tsx";

/** How the chain stands: up to where it was verified and signed, and how anybody checks that. */
export function ChainPanel({ state, mayDecide }: { state: ChainState; mayDecide: boolean }) {
  const { first, last, checkpoint, brokenAt, publicKey, keepMonths, removed } = state;
  const unsigned = (last?.seq ?? 0) - (checkpoint?.seq ?? 0);
  const facts: Fact[] = [
    { label: "Entries", value: first && last ? `${formatCount(first.seq)} to ${formatCount(last.seq)}` : "none yet" },
    { label: "Verified to", value: checkpoint ? <>entry {formatCount(checkpoint.seq)}, <RelativeTime at={checkpoint.at} /></> : "not yet: a worker does it within a minute" },
    { label: "Not yet signed", value: unsigned === 0 ? "nothing" : `${formatCount(unsigned)}, until the next checkpoint` },
    ...(checkpoint ? [{ label: "Hash there", value: <span className="break-all">{checkpoint.hash}</span>, mono: true }] : []),
    { label: "Registry", value: <span className="break-all">{state.registry}</span>, mono: true },
  ];
  return (
    <Panel title="The chain">
      <div className="grid gap-4">
        {brokenAt !== null && (
          <Notice tone="refuse" title={`Entry ${formatCount(brokenAt)} does not follow the one before`}>
            Somebody changed the record in the database. Nothing was signed since. Run <code>countersign-admin audit verify</code>, and keep the checkpoints safe.
          </Notice>
        )}
        <KeyValues facts={facts} />
        <details>
          <summary className="cursor-pointer text-ink-soft hover:text-ink">Check it yourself</summary>
          <div className="mt-2 grid gap-2">
            <p className="text-ink-soft">With an export and a copy of the checkpoints, on a machine of your own:</p>
            <CodeBlock code={"countersign audit export --output record.jsonl\ncountersign audit verify record.jsonl --checkpoints checkpoints.jsonl --key key.pub.pem"} label="Verifying the record" />
            {publicKey && <><p className="text-ink-soft">Checkpoints are signed with the key of which this is the public part. Trust a copy that you took yourself:</p><CodeBlock code={publicKey.trim()} label="The public key" /></>}
          </div>
        </details>
        {mayDecide ? <RetentionForm keepMonths={keepMonths} /> : <p className="text-ink-soft">{keepMonths === null ? "The record is kept for ever." : `Entries are kept for ${keepMonths} months.`}</p>}
        {removed.length > 0 && (
          <ul className="grid gap-1 text-small text-ink-soft">
            {removed.map(({ until, at, exportName }) => <li key={until}>Entries to {formatCount(until)} were removed <RelativeTime at={at} />, and are kept as <code className="break-all">{exportName}</code></li>)}
          </ul>
        )}
      </div>
    </Panel>
  );
}
