import { scopeSchema } from "../server/tokens/schema.ts";
import { callMutation, signIn, type Session } from "../server/testing/process.ts";

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
export interface Account {
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

/** Makes all the people and their teams in an empty registry, the checks that pipelines report, and a token for each. */
export async function createAccounts(url: string): Promise<Accounts> {
  const accounts = await createPeople(url, Object.keys(people) as PersonKey[]);
  const session = await signIn(url, accounts.admin.email, password);
  for (const [name, description] of Object.entries(checks)) await session.call("checks.define", { name, description });
  const maintainer = await signIn(url, accounts.maintainer.email, password);
  return { ...accounts, pipeline: { token: await createToken(maintainer, pinned) } };
}

/**
 * Makes some of the people in an empty registry, each with a token, and all the teams with them in. Each costs two
 * derivations of a key from a password: a registry that is made for one test has only those whom it needs.
 * @param keys whom; the administrator is there in any case
 */
export async function createPeople<Key extends PersonKey>(url: string, keys: readonly Key[]): Promise<Record<Key, Account>> {
  const { admin } = people;
  await callMutation(url, "identity.setUp", { name: admin.name, email: admin.email, password });
  const session = await signIn(url, admin.email, password);
  const others = Object.entries(people).filter(([key]) => key !== "admin" && keys.some((each) => each === key)).map(([, person]) => person);
  for (const { name, email } of others) await session.call("identity.createUser", { name, email, password });
  for (const [slug, name] of Object.entries(teams)) {
    await session.call("teams.create", { slug, name });
    for (const { email, role } of others) {
      if (role) await session.call("teams.setMember", { team: slug, email, role });
    }
  }
  const accounts = keys.map(async (key): Promise<[Key, Account]> => {
    const { email } = people[key];
    const theirs = key === "admin" ? session : await signIn(url, email, password);
    return [key, { email, password, token: await createToken(theirs, { name: "Demo", scopes: scopeSchema.options }) }];
  });
  return Object.fromEntries(await Promise.all(accounts)) as Record<Key, Account>;
}

const pinned = { name: "Evaluation pipeline", scopes: ["model:read", "check:report"], checks: Object.keys(checks) };

async function createToken(session: Session, token: { name: string; scopes: readonly string[]; checks?: readonly string[] }): Promise<string> {
  return (await session.call<{ secret: string }>("tokens.create", { ...token, expiresInDays: 366 })).secret;
}
