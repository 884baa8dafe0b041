import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CountersignError, createRegistry, type PromotionSummary, type Registry } from "@countersign/sdk";
import { people, type Accounts } from "./accounts.ts";
import { saveClinicalPolicy, saveSitePolicies } from "./policies.ts";

const folder = join(import.meta.dirname, "models");

const samples = [
  ["clinical/tumour-malignancy", 4],
  ["clinical/diabetes-progression", 2],
  ["quality/wine-cultivar", 2],
  ["vision/digit-reader", 3],
] as const;

/** What was asked, and what somebody else has said when signing for it. */
const story = [
  ["clinical/tumour-malignancy@1", "production", "The first model that beats the rule of thumb.", "Agreed, with a close eye on recall."],
  ["clinical/tumour-malignancy@2", "staging", "A random forest, with better recall.", "Good to try."],
  ["clinical/tumour-malignancy@2", "production", "Recall 0.978 instead of 0.933 after a week in staging.", "Checked the held-out figures."],
  ["clinical/diabetes-progression@2", "production", "Fewer leaves, and an error lower by a tenth.", "A clear improvement."],
  ["quality/wine-cultivar@1", "staging", "To see how it does on this year's harvest.", "Fine."],
  ["vision/digit-reader@1", "production", "Small, and good enough to begin with.", "Agreed."],
  ["vision/digit-reader@3", "production", "98.5 % on the held-out digits.", "Impressive."],
] as const;

/** The promotion that is left for whoever tries the demo. */
const waiting = {
  reference: "clinical/tumour-malignancy@4",
  to: "production",
  reason: "Half the log loss of v2 at the same accuracy, and coefficients that clinicians can read.",
};

/** Registers the sample versions through the SDK, as their author would. What is there already is left alone. */
export async function registerSamples(url: string, accounts: Accounts, print: (line: string) => void): Promise<void> {
  const author = createRegistry({ url, token: accounts.author.token });
  for (const [model, count] of samples) {
    for (let number = (await versionsOf(author, model)) + 1; number <= count; number++) {
      const from = join(folder, model.split("/")[1]!, `v${number}`);
      const metadata = JSON.parse(await readFile(join(from, "metadata.json"), "utf8")) as never;
      const files = (await readdir(from)).filter((name) => name !== "metadata.json").map((name) => join(from, name));
      const { reference, bytes } = await author.saveModel({ model, files, metadata });
      // Before anybody is asked to sign: the card is a part of what they sign.
      const body = await readFile(join(from, "..", "card.md"), "utf8");
      await author.cards.revise(reference, { body, note: "What it is for, and where it fails.", expected: 1 });
      print(`registered ${reference} (${Math.ceil(bytes / 1024)} KiB)`);
    }
  }
}

async function versionsOf(registry: Registry, model: string): Promise<number> {
  try {
    return (await registry.api.models.get.query({ model })).newestVersion ?? 0;
  } catch (error) {
    if (error instanceof CountersignError && error.reason === "not_found") return 0;
    throw error;
  }
}

/**
 * Tells the story of the samples: requests, reviews by somebody else, a rollback, a stricter policy, and one request that
 * waits for one more signature. An interrupted story goes on where it was.
 * @returns the promotion that waits
 */
export async function promoteSamples(url: string, accounts: Accounts, print: (line: string) => void): Promise<string> {
  const author = createRegistry({ url, token: accounts.author.token });
  const reviewer = createRegistry({ url, token: accounts.reviewer.token });
  await saveSitePolicies(url, accounts);
  for (const [reference, to, reason, verdict] of story) {
    const { id, state } = await requestOnce(author, { reference, to, reason });
    if (state === "applied") continue;
    await reviewer.promotions.approve(id, { comment: verdict });
    print(`${to} names ${reference}, signed by somebody else`);
  }
  const digits = "vision/digit-reader";
  if (!(await find(author, digits, (each) => each.kind === "rollback"))) {
    await author.promotions.rollback({ model: digits, stage: "production", reason: "v3 is too slow on the old scanners." });
  }
  const alias = { model: "clinical/tumour-malignancy", alias: "challenger", version: 4 };
  if (!(await author.get(waiting.reference)).aliases.includes(alias.alias)) await author.api.pointers.setAlias.mutate(alias);
  await saveClinicalPolicy(url, accounts);
  const id = await openWaiting(url, accounts, author);
  print(`${waiting.reference} waits for a second signature`);
  return id;
}

/** Asks for the promotion that waits: examined, talked about, and signed by one of the two people that the policy wants. */
async function openWaiting(url: string, accounts: Accounts, author: Registry): Promise<string> {
  const second = createRegistry({ url, token: accounts.second.token });
  await reportChecks(createRegistry({ url, token: accounts.pipeline.token }));
  const { id } = await requestOnce(author, waiting);
  const { asked, threads, reviews } = await author.promotions.get(id);
  if (asked.length === 0) await author.promotions.ask(id, { people: [people.reviewer.email, people.second.email] });
  if (threads.length === 0) {
    const begun = await second.promotions.say(id, { about: "metrics.recall_macro", body: "Recall is the same to the last digit. Are these the same patients that v2 was scored on?" });
    const thread = begun.threads[0]!.id;
    await author.promotions.answer(id, { thread, body: `They are: the evaluation set has the same digest. @${people.second.email}, the difference is in how sure it is, see **log_loss**.` });
    await second.promotions.resolve(thread);
    await author.promotions.say(id, { body: "The pickle goes with v5, which is exported to ONNX. Until then it is loaded by our own service only." });
  }
  if (reviews.length === 0) await second.promotions.approve(id, { comment: "The coefficients agree with what the clinic expects." });
  return id;
}

async function reportChecks(pipeline: Registry): Promise<void> {
  const { reference } = waiting;
  await pipeline.checks.report({
    reference,
    check: "bias-audit",
    status: "passed",
    summary: "Recall differs by at most 1.2 points between the age groups.",
    numbers: { recall_under_50: 0.981, recall_50_to_65: 0.979, recall_over_65: 0.969 },
    run: "demo-1",
  });
  await pipeline.checks.report({ reference, check: "shadow-traffic", status: "running", summary: "9 of 24 hours answered.", numbers: { requests: 4120 }, run: "demo-1" });
}

/** The promotion of a version to a stage, requested unless it was before. */
async function requestOnce(author: Registry, { reference, to, reason }: typeof waiting): Promise<{ id: string; state: string }> {
  const [model = "", version] = reference.split("@");
  const earlier = await find(author, model, (each) => each.kind === "promote" && each.version === Number(version) && each.stage === to);
  if (earlier) return earlier;
  await inspected(author, reference);
  return await author.promotions.request({ reference, to, reason });
}

async function find(registry: Registry, model: string, wanted: (promotion: PromotionSummary) => boolean): Promise<PromotionSummary | undefined> {
  for await (const promotion of registry.promotions.list({ model })) if (wanted(promotion)) return promotion;
  return undefined;
}

/** Waits until the registry has looked into the files of a version: what it finds is evidence, and would dismiss signatures. */
async function inspected(registry: Registry, reference: string): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    if ((await registry.api.inspect.version.query({ reference })).pending === 0) return;
    await sleep(200);
  }
  throw new Error(`The files of ${reference} were not looked into within a minute.`);
}
