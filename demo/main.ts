/** `npm run demo`: the registry with the sample models, until it is interrupted. Run again, it goes on with what is there. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnv } from "../server/env.ts";
import { startProcess } from "../server/testing/process.ts";
import { createAccounts, people, type Accounts, type PersonKey } from "./accounts.ts";
import { checkInSamples, deploySamples } from "./deployments.ts";
import { promoteSamples, registerSamples } from "./samples.ts";
import { shareSamples } from "./sharing.ts";
import { tagSamples } from "./tags.ts";

interface Demo {
  url: string;
  users: Accounts;
  /** The promotion that waits for a review; absent until the story has been told. */
  open?: string;
}

const env = readEnv();
const path = join(env.COUNTERSIGN_HOME, "demo.json");
const print = (line: string) => console.log(`  ${line}`);

await mkdir(env.COUNTERSIGN_HOME, { recursive: true });
const registry = await startProcess({ home: env.COUNTERSIGN_HOME, port: env.PORT, env: { COUNTERSIGN_LOG_FORMAT: "text", COUNTERSIGN_LOG_LEVEL: "warn" }, print: (text) => process.stdout.write(text) });
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (!stopping) console.log("\nStopping.");
    stopping = true;
    void registry.stop();
  });
}

try {
  const demo = await prepare(registry.url);
  tell(demo);
} catch (error) {
  if (!stopping) {
    console.error(`The demo can't be prepared. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    await registry.stop();
  }
}
await registry.ended;

async function prepare(url: string): Promise<Demo> {
  const known = await readDemo();
  const demo: Demo = { ...known, url, users: known?.users ?? (await createAccounts(url)) };
  await save(demo);
  await registerSamples(url, demo.users, print);
  await shareSamples(url, demo.users, print);
  await tagSamples(url, demo.users, print);
  if (!demo.open) {
    demo.open = await promoteSamples(url, demo.users, print);
    await save(demo);
    await deploySamples(url, demo.users, print);
  }
  await checkInSamples(url, demo.users);
  return demo;
}

async function readDemo(): Promise<Demo | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Demo;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`${path} can't be read. Remove ${env.COUNTERSIGN_HOME} to begin anew.`, { cause: error });
  }
}

/** It holds passwords and tokens: the owner alone may read it. */
async function save(demo: Demo): Promise<void> {
  await writeFile(path, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}

function tell({ url, users, open }: Demo): void {
  const rows = (Object.keys(people) as PersonKey[]).map((key) => {
    const { email, password } = users[key];
    return `    ${(people[key].role ?? (key === "admin" ? "administrator" : "guest")).padEnd(15)}${email.padEnd(24)}${password}`;
  });
  console.log(`
Countersign runs at ${url} with four real models.

  Sign in as
${rows.join("\n")}

  Try this
    1. As ${users.author.email}, open ${url}/promotions/${open}
       and see what it waits for, what the checks say, and that your own approval is refused.
    2. As ${users.reviewer.email}, open Reviews, compare v4 with what is live, and approve: with the second
       signature, production moves.
    3. Pull what is live, byte by byte verified:
       COUNTERSIGN_URL=${url} COUNTERSIGN_TOKEN=$(node -p 'require("${path}").users.viewer.token') \\
         npx countersign pull clinical/tumour-malignancy@production
    4. As ${users.guest.email}, see what a guest sees: one model that they may review until a date, and one that is open
       to everybody. Its tab Access says why.

  Accounts and tokens are in ${path}. Ctrl-C stops the registry; npm run demo goes on with what is there.
`);
}
