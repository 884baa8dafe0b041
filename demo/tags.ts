import { createRegistry, type Tag } from "@countersign/sdk";
import type { Accounts } from "./accounts.ts";

type Named = Pick<Tag, "name" | "color" | "description">;

const groups = [
  { name: "risk", description: "How much harm a wrong answer can do; one for each model.", exclusive: true },
  { name: "domain", description: "Whose work it is for.", exclusive: false },
];

const vocabulary: (Named & { appliers?: Tag["appliers"] })[] = [
  { name: "risk:high", color: "red", description: "A wrong answer can harm somebody.", appliers: "maintainers" },
  { name: "risk:limited", color: "amber", description: "A wrong answer costs money or time.", appliers: "maintainers" },
  { name: "risk:minimal", color: "green", description: "A wrong answer is seen and mended at once.", appliers: "maintainers" },
  { name: "domain:medicine", color: "blue", description: "Clinics and their laboratories." },
  { name: "domain:food", color: "teal", description: "Growers and makers." },
  { name: "domain:documents", color: "violet", description: "Forms and handwriting." },
  { name: "tabular", color: "slate", description: "Its input is a row of a table." },
  { name: "vision", color: "pink", description: "Its input is a picture." },
];

const applied: Record<string, string[]> = {
  "clinical/tumour-malignancy": ["risk:high", "domain:medicine"],
  "clinical/diabetes-progression": ["risk:limited", "domain:medicine"],
  "quality/wine-cultivar": ["risk:minimal", "domain:food"],
  "vision/digit-reader": ["risk:limited", "domain:documents"],
};

/** Makes a vocabulary, and tags the sample models with it. What is there already is left alone. */
export async function tagSamples(url: string, accounts: Accounts, print: (line: string) => void): Promise<void> {
  const { tags } = createRegistry({ url, token: accounts.admin.token });
  const known = (await tags.groups()).map(({ name }) => name);
  if (groups.every(({ name }) => known.includes(name))) return;
  for (const group of groups) await tags.saveGroup(group);
  for (const tag of vocabulary) await tags.create(tag);
  for (const [model, add] of Object.entries(applied)) await tags.apply({ models: [model], add });
  print(`${vocabulary.length} tags are in the vocabulary, and the models have theirs`);
}
