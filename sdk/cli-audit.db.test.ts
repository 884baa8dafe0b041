import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestRegistry } from "../server/testing/registry.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

let server: TestRegistry;
let home: Awaited<ReturnType<typeof makeFolder>>;
let token: string;
beforeAll(async () => {
  server = await startTestRegistry();
  for (let n = 0; n < 8; n++) await server.addTeam(`team-${n}`);
  token = await server.addToken(server.admin, ["audit:read"]);
  home = await makeFolder();
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

const run = (...args: string[]): Promise<Ran> => runCli(["audit", ...args], { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: token } });

test("the record is exported to a file and to stdout, and what was exported is verified without a registry", async () => {
  const file = join(home.path, "record.jsonl");
  expect(await run("export", "--output", file)).toMatchObject({ code: 0, stdout: "", stderr: "" });
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const filtered = await run("export", "--format", "csv", "--action", "team.created", "--actor", server.admin.email);
  expect(filtered.stdout.trimEnd().split("\r\n")).toHaveLength(1 + 8);
  expect(readJson(await run("verify", file, "--json"))).toMatchObject({ ok: true, entries: lines.length, checkpoints: 0 });
  expect(readJson(await run("verify", "--json"))).toMatchObject({ ok: true, first: 1 });

  const bad = join(home.path, "bad.jsonl");
  await writeFile(bad, lines.map((line, at) => (at === 4 ? line.replace("Root", "Toor") : line)).join("\n"));
  const found = await run("verify", bad);
  expect([found.code, found.stdout]).toEqual([1, expect.stringContaining("Entry 5 was changed")]);
  await writeFile(bad, lines.filter((_, at) => at !== 6).join("\n"));
  expect((await run("verify", bad)).stdout).toContain("Entry 7 is missing");
});

test("what can't be asked for is told plainly", async () => {
  const wrong = await run("export", "--since", "yesterday");
  expect([wrong.code, wrong.stdout, wrong.stderr]).toEqual([1, "", expect.stringContaining("since must be an instant")]);
  const empty = join(home.path, "checkpoints.jsonl");
  await writeFile(empty, "");
  const keyless = await run("verify", "--checkpoints", empty);
  expect([keyless.code, keyless.stderr]).toEqual([2, expect.stringContaining("--key")]);
  expect((await run("verify", join(home.path, "nothing.jsonl"))).code).toBe(1);
});
