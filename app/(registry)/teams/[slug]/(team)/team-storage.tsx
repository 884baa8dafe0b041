import { formatBytes } from "#app/_ui/format.ts";
import { Meter } from "#app/_ui/meter.tsx";
import { Bytes } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";

/** How much a team stores, and may store. The same bytes count once, however many of its versions hold them. */
export function TeamStorage({ usage: { bytes, quotaBytes } }: { usage: { bytes: number; quotaBytes: number | null } }) {
  return (
    <Panel title="Storage">
      <p><Bytes value={bytes} /> <span className="text-ink-soft">{quotaBytes === null ? "stored; there is no limit" : `of ${formatBytes(quotaBytes)} stored`}</span></p>
      {quotaBytes !== null && <div className="mt-2"><Meter label="Storage" value={bytes} max={quotaBytes} text={`${formatBytes(bytes)} of ${formatBytes(quotaBytes)}`} /></div>}
      {quotaBytes !== null && bytes >= quotaBytes && <p className="mt-2 text-refuse">Nothing more can be pushed. Delete versions that are not needed, or ask an administrator for a larger quota.</p>}
    </Panel>
  );
}
