import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const model = "vision/shared";

let server: TestRegistry;
let ada: TestPerson;
let gina: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  gina = await server.addPerson("Gina");
  home = await makeFolder();
  await createRegistry({ url: server.url, token: ada.token }).api.models.create.mutate({ model });
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

function access(args: string[], as = ada): Promise<Ran> {
  return runCli(["access", ...args], { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: as.token } });
}

test("a role on one model is given until a date, listed, explained and taken back", async () => {
  expect(await access(["explain", model], gina)).toMatchObject({ code: 1, stderr: expect.stringContaining("does not exist, or you may not see it") });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const given = await access(["grant", model, "reviewer", "--to", gina.email, "--until", until]);
  expect(given).toEqual({ code: 0, stderr: "", stdout: `${gina.email} is a reviewer of ${model} now, until ${until}.\n` });

  const { grants } = readJson(await access(["list", model, "--json"])) as { grants: { id: string }[] };
  expect(grants).toMatchObject([{ to: { kind: "user", email: gina.email, machine: false }, role: "reviewer", expiresAt: until, ended: false, by: { name: "Ada" } }]);
  expect((await access(["list", model])).stdout).toMatch(/^TO +ROLE +UNTIL +ID\ngina@example\.com +reviewer +\d{4}-\d\d-\d\dT\d\d:\d\dZ +\S+\n$/);
  const { stdout: why } = await access(["explain", model], gina);
  expect(why).toMatch(/^yes +promotion:review +reviewer here until /m);
  expect(why).toMatch(/^no +version:create +a contributor or maintainer has it$/m);
  expect(why).toContain(`Roles on ${model} are given by Ada <${ada.email}>`);
  expect(await access(["list", model], gina)).toMatchObject({ code: 1, stderr: expect.stringContaining("model:share") });

  expect(readJson(await access(["revoke", model, String(grants[0]?.id), "--json"]))).toEqual({ revoked: grants[0]?.id });
  expect((await access(["explain", model], gina)).code).toBe(1);
  expect((await access(["list", model])).stdout).toBe(`No roles were given on ${model}: its team alone decides.\n`);
}, 120_000);

test("a model is opened to everybody, and closed again", async () => {
  expect(readJson(await access(["visibility", model, "internal", "--json"]))).toEqual({ model, visibility: "internal" });
  expect(readJson(await access(["explain", model, "--json"], gina))).toMatchObject({ visibility: "internal" });
  expect((await access(["visibility", model, "private"])).stdout).toBe(`${model} is private now.\n`);
  expect((await access(["explain", model], gina)).code).toBe(1);
}, 120_000);

test.each([
  [2, ["grant", model, "owner", "--to", "a@example.com"], "the role must be one of viewer"],
  [2, ["grant", model, "viewer"], "either --to <email>, or --to-team <team>"],
  [2, ["visibility", model, "public"], "must be internal or private"],
  [1, ["grant", model, "viewer", "--to", "nobody@example.com"], "Nobody here has the e-mail address"],
  [1, ["grant", model, "viewer", "--to-team", "nowhere"], "The team nowhere does not exist"],
  [1, ["grant", model, "viewer", "--to-team", "vision", "--until", "2020-01-01T00:00:00Z"], "has passed"],
  [1, ["grant", model, "viewer", "--to-team", "vision", "--until", "tomorrow"], "must be an instant with its zone"],
])("exit code %d: access %j", async (code, args, message) => {
  expect(await access(args)).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(message) });
});
