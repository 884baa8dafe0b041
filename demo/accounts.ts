import { scopeSchema } from "../server/tokens/schema.ts";
import { callMutation, signIn } from "../server/testing/process.ts";

/** The people of the demo, with the role that each has in its teams; the guest is in none, and has a role on one model. */
export const people = {
  admin: { name: "Ada Admin", email: "admin@demo.local", role: null },
  author: { name: "Arthur Author", email: "author@demo.local", role: "contributor" },
  reviewer: { name: "Rita Reviewer", email: "reviewer@demo.local", role: "reviewer" },
  viewer: { name: "Vic Viewer", email: "viewer@demo.local", role: "viewer" },
  second: { name: "Sven Second", email: "second@demo.local", role: "reviewer" },
  maintainer: { name: "Mina Maintainer", email: "maintainer@demo.local", role: "maintainer" },
  guest: { name: "Gina Guest", email: "guest@demo.local", role: null },
} as const;

export type PersonKey = keyof typeof people;
interface Account {
  email: string;
  password: string;
  token: string;
}
/** `pipeline` is no person: a token of the maintainer's that can report the demo's checks, and do nothing else. */
export type Accounts = Record<PersonKey, Account> & { pipeline: Pick<Account, "token"> };

/** What pipelines report in the demo. */
const checks = {
  "bias-audit": "Recall on every subgroup of the held-out patients",
  "shadow-traffic": "A day of real requests, answered beside the live version",
};

/** A password for a registry on this machine that holds nothing but samples. */
const password = "countersign demo";

const teams = { clinical: "Clinical models", quality: "Quality control", vision: "Vision" };

/** Makes the people and their teams in an empty registry, and a token for each. */
export async function createAccounts(url: string): Promise<Accounts> {
  const { admin } = people;
  await callMutation(url, "identity.setUp", { name: admin.name, email: admin.email, password });
  const session = await signIn(url, admin.email, password);
  for (const [key, person] of Object.entries(people)) {
    if (key !== "admin") await session.call("identity.createUser", { name: person.name, email: person.email, password });
  }
  for (const [slug, name] of Object.entries(teams)) {
    await session.call("teams.create", { slug, name });
    for (const { email, role } of Object.values(people)) {
      if (role) await session.call("teams.setMember", { team: slug, email, role });
    }
  }
  for (const [name, description] of Object.entries(checks)) await session.call("checks.define", { name, description });
  const accounts: Partial<Accounts> = { pipeline: { token: await createToken(url, "maintainer", pinned) } };
  for (const key of Object.keys(people) as PersonKey[]) {
    accounts[key] = { email: people[key].email, password, token: await createToken(url, key, { name: "Demo", scopes: scopeSchema.options }) };
  }
  return accounts as Accounts;
}

const pinned = { name: "Evaluation pipeline", scopes: ["model:read", "check:report"], checks: Object.keys(checks) };

async function createToken(url: string, key: PersonKey, token: { name: string; scopes: readonly string[] }): Promise<string> {
  const session = await signIn(url, people[key].email, password);
  return (await session.call<{ secret: string }>("tokens.create", { ...token, expiresInDays: 366 })).secret;
}
