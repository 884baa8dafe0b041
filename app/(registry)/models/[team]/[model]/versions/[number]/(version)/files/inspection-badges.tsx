import { Badge, type Tone } from "#app/_ui/badge.tsx";
import type { InspectedFile } from "./inspected.ts";

const tones = { good: "allow", bad: "refuse", warn: "wait", neutral: "neutral" } as const satisfies Record<string, Tone>;
/** Characters of a badge; the rest is on hover, and on the file's own page in full. */
const longest = 44;

/** What was found in a file, in a few words each; that nobody has looked yet, where that is so. */
export function InspectionBadges({ inspection }: { inspection: Pick<NonNullable<InspectedFile["inspection"]>, "badges"> | null }) {
  if (!inspection) return <Badge icon="pending" title="Nobody has looked into this file yet. It takes some seconds after a push.">pending</Badge>;
  return inspection.badges.map(({ tone, text }) => (
    <Badge key={text} tone={tones[tone]} title={text.length > longest ? text : undefined}>
      {text.length > longest ? `${text.slice(0, longest - 1)}…` : text}
    </Badge>
  ));
}
