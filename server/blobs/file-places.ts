/** Where things lie in the folder of a store. */
import { join } from "node:path";

export interface Places {
  root: string;
  /** What is kept. */
  kept: string;
  /** What is arriving. */
  incoming: string;
  /** Batches whose files are not all synced yet. */
  journals: string;
  pathOf: (sha256: string) => string;
  arriving: (name: string) => string;
  journal: (name: string) => string;
}

export function placesIn(root: string): Places {
  const [kept, incoming, journals] = [join(root, "sha256"), join(root, "incoming"), join(root, "journal")];
  return {
    root,
    kept,
    incoming,
    journals,
    pathOf: (sha256) => join(kept, sha256.slice(0, 2), sha256.slice(2)),
    arriving: (name) => join(incoming, name),
    journal: (name) => join(journals, name),
  };
}
