import { scopePresets } from "../server/tokens/schema.ts";
import { callMutation, signIn } from "../server/testing/process.ts";

/** The people of the demo, with the role that each has in its teams. */
export const people = {
  admin: { name: "Ada Admin", email: "admin@demo.local", role: null },
  author: { name: "Arthur Author", email: "author@demo.local", role: "contributor" },
  reviewer: { name: "Rita Reviewer", email: "reviewer@demo.local", role: "reviewer" },
  viewer: { name: "Vic Viewer", email: "viewer@demo.local", role: "viewer" },
} as const;

export type PersonKey = keyof typeof people;
export type Accounts = Record<PersonKey, { email: string; password: string; token: string }>;

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
  const accounts: Partial<Accounts> = {};
  for (const key of Object.keys(people) as PersonKey[]) accounts[key] = await openAccount(url, key);
  return accounts as Accounts;
}

async function openAccount(url: string, key: PersonKey): Promise<Accounts[PersonKey]> {
  const { email } = people[key];
  const session = await signIn(url, email, password);
  const { secret } = await session.call<{ secret: string }>("tokens.create", { name: "Demo", scopes: scopePresets.everything, expiresInDays: 366 });
  return { email, password, token: secret };
}
