import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createRegistry, type Registry } from "@countersign/sdk";
import type { Accounts } from "./accounts.ts";

const folder = join(import.meta.dirname, "models");

const samples = [
  ["clinical/tumour-malignancy", 4],
  ["clinical/diabetes-progression", 2],
  ["quality/wine-cultivar", 2],
  ["vision/digit-reader", 3],
] as const;

/** What is asked of whom: request, and the verdict that follows; null leaves it open. */
const story = [
  ["clinical/tumour-malignancy@1", "production", "The first model that beats the rule of thumb.", "Agreed, with a close eye on recall."],
  ["clinical/tumour-malignancy@2", "staging", "A random forest, with better recall.", "Good to try."],
  ["clinical/tumour-malignancy@2", "production", "Recall 0.978 instead of 0.933 after a week in staging.", "Checked the held-out figures."],
  ["clinical/diabetes-progression@2", "production", "Fewer leaves, and an error lower by a tenth.", "A clear improvement."],
  ["quality/wine-cultivar@1", "staging", "To see how it does on this year's harvest.", "Fine."],
  ["vision/digit-reader@1", "production", "Small, and good enough to begin with.", "Agreed."],
  ["vision/digit-reader@3", "production", "98.5 % on the held-out digits.", "Impressive."],
  ["clinical/tumour-malignancy@4", "production", "Half the log loss of v2 at the same accuracy, and coefficients that clinicians can read.", null],
] as const;

/** Registers the sample versions through the SDK, as their author would. What is there already is left alone. */
export async function registerSamples(url: string, accounts: Accounts, print: (line: string) => void): Promise<void> {
  const author = createRegistry({ url, token: accounts.author.token });
  for (const [model, count] of samples) {
    for (let number = (await versionsOf(author, model)) + 1; number <= count; number++) {
      const from = join(folder, model.split("/")[1]!, `v${number}`);
      const metadata = JSON.parse(await readFile(join(from, "metadata.json"), "utf8")) as never;
      const files = (await readdir(from)).filter((name) => name !== "metadata.json").map((name) => join(from, name));
      const { reference, bytes } = await author.saveModel({ model, files, metadata });
      print(`registered ${reference} (${Math.ceil(bytes / 1024)} KiB)`);
    }
  }
}

async function versionsOf(registry: Registry, model: string): Promise<number> {
  const { items } = await registry.api.models.list.query({ search: model, limit: 100 });
  return items.find((item) => item.reference === model)?.newestVersion ?? 0;
}

/**
 * Tells the story of the samples: requests, reviews by somebody else, a rollback, and one request that waits.
 * @param told from which chapter on, and what to do after each, so that an interrupted story goes on
 * @returns the promotion that waits
 */
export async function promoteSamples(
  url: string,
  accounts: Accounts,
  print: (line: string) => void,
  told: { from: number; save: (next: number, last: string) => Promise<void> } = { from: 0, save: async () => {} },
): Promise<string> {
  const author = createRegistry({ url, token: accounts.author.token });
  const reviewer = createRegistry({ url, token: accounts.reviewer.token });
  let open = "";
  for (const [index, [reference, stage, reason, verdict]] of story.entries()) {
    if (index < told.from) continue;
    const request = await author.promote(reference, { to: stage, reason });
    open = request.id;
    if (verdict !== null) {
      await reviewer.approve(request.id, { comment: verdict });
      print(`${stage} names ${reference}, signed by somebody else`);
    }
    await told.save(index + 1, open);
  }
  await author.rollback("vision/digit-reader", { stage: "production", reason: "v3 is too slow on the old scanners." });
  await author.api.pointers.setAlias.mutate({ model: "clinical/tumour-malignancy", alias: "challenger", version: 4 });
  return open;
}
