import type { Format } from "./detect.ts";
import type { Fact, Import, Port } from "./schema.ts";
import type { Tally } from "./tally.ts";

/** What a file turned out to be, and what was found in it. */
export interface Outcome {
  format: Format;
  findings: Findings;
}

/** What a parser found in one file; `inspect` makes an inspection of it. What a format doesn't have is left out. */
export interface Findings {
  /** Instead of the format's own label. */
  label?: string;
  /** Not wholly looked at. */
  truncated?: boolean;
  /** A sentence, when the file is damaged: what was found before that stands. */
  problem?: string | null;
  /** Whether this very file can run code though its format can't, as operators of a library of its own do. */
  mayRunCode?: boolean;
  tensors?: Tally;
  imports?: readonly Import[];
  inputs?: readonly Port[];
  outputs?: readonly Port[];
  /** How often each operator is used. */
  operators?: ReadonlyMap<string, number>;
  facts?: readonly Fact[];
  /** What is worth a badge, besides what holds for every format. */
  notes?: readonly { tone: "warn" | "neutral"; text: string }[];
}
