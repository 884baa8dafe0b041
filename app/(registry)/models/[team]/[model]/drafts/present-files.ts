import type { useTRPCClient } from "#app/_trpc/client.tsx";
import type { DraftFile } from "./draft-file.ts";

/** What the registry holds of a draft: files that are there, then those that were begun and wait for their files. */
export async function presentFiles(client: ReturnType<typeof useTRPCClient>, draft: string): Promise<DraftFile[]> {
  const done = await allOf((after) => client.drafts.files.query({ draft, after }));
  const begun = await allOf((after) => client.uploads.list.query({ draft, after }));
  const there = new Set(done.map((file) => file.path));
  return [
    ...done.map(({ path, size, sha256 }): DraftFile => ({ path, size, state: { kind: "done", sha256 } })),
    ...begun.filter(({ path }) => !there.has(path)).map(({ path, size, received }): DraftFile => ({ path, size, state: { kind: "absent", sent: received } })),
  ];
}

async function allOf<Item>(page: (after: string | undefined) => Promise<{ items: Item[]; next: string | null }>): Promise<Item[]> {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    all.push(...items);
    after = next ?? undefined;
  } while (after !== undefined);
  return all;
}
