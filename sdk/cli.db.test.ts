import { randomBytes } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import * as http from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { version } from "./release.ts";
import { digestsOf, makeFolder, readFolder, sampleMetadata, serveBetween } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const sample = fileURLToPath(new URL("../demo/models/digit-reader/v1", import.meta.url));
const model = "vision/digit-reader";

let server: TestRegistry;
let ada: TestPerson;
let grace: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  grace = await server.addPerson("Grace", { vision: "reviewer" });
  home = await makeFolder();
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

/** Runs the command line as somebody. */
function run(args: string[], { as = ada, env = {}, input, onStart }: { as?: TestPerson | null; env?: Record<string, string>; input?: string; onStart?: (end: (signal?: NodeJS.Signals) => void) => void } = {}): Promise<Ran> {
  return runCli(args, {
    home: home.path,
    env: { COUNTERSIGN_URL: server.url, ...(as ? { COUNTERSIGN_TOKEN: as.token } : {}), ...env },
    input,
    onStart: (child) => onStart?.((signal = "SIGINT") => child.kill(signal)),
  });
}

async function json(args: string[], options: Parameters<typeof run>[1] = {}): Promise<Record<string, unknown>> {
  return readJson(await run([...args, "--json"], options));
}

test("a model goes from one folder into the registry, live, and into another folder", async () => {
  const pushed = await json(["push", sample, "--model", model]);
  const bytes = (await Promise.all((await readdir(sample)).map((name) => stat(join(sample, name))))).reduce((sum, file) => sum + file.size, 0);
  expect(pushed).toMatchObject({ reference: `${model}@1`, version: 1, digest: expect.stringMatching(/^sha256:/), files: 6, uploadedBytes: bytes, reusedBytes: 0 });
  expect(await json(["push", sample, "--model", model])).toMatchObject({ version: 2, uploadedBytes: 0, reusedBytes: bytes });

  const request = await json(["promote", `${model}@1`, "--to", "production", "--reason", "First"]);
  expect(request).toMatchObject({ id: expect.any(String), state: "open", blockers: [{ kind: "approvals_missing" }], reviews: [] });
  const id = request["id"] as string;
  expect(await run(["approve", id])).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("own approval does not count") });
  const own = createRegistry({ url: server.url, token: ada.token });
  await expect(own.get(`${model}@production`)).rejects.toMatchObject({ reason: "not_found" });
  expect(await json(["request-changes", id, "--comment", "Why?"], { as: grace })).toMatchObject({ state: "open" });
  expect(await json(["status", id])).toMatchObject({ state: "open", you: { cannotReview: expect.any(String) } });
  const { evidenceDigest } = await json(["status", id], { as: grace });
  expect(await json(["approve", id, "--comment", "Fine", "--evidence", String(evidenceDigest)], { as: grace })).toMatchObject({ state: "applied", blockers: [] });

  const to = join(home.path, "out");
  const pulled = await json(["pull", `${model}@production`, "--to", to], { as: grace });
  expect(pulled).toMatchObject({ reference: `${model}@1`, version: 1, digest: pushed["digest"], downloadedBytes: bytes, cachedBytes: 0, to });
  expect(await readFolder(to)).toMatchObject(await readFolder(sample));

  const second = await json(["promote", `${model}@2`, "--to", "production", "--reason", "Again"]);
  await json(["approve", String(second["id"])], { as: grace });
  expect(await json(["rollback", model, "--stage", "production", "--reason", "Slow"])).toMatchObject({ state: "applied", version: 1, kind: "rollback" });
  const { stays } = (await json(["history", model])) as { stays: unknown[] };
  expect(stays).toMatchObject([{ version: 1, kind: "rollback", until: null }, { version: 2 }, { version: 1, approvedBy: [{ name: "Grace" }] }]);
});

test("a model begins private where its first push says so, and only then", async () => {
  await json(["push", sample, "--model", "vision/closed", "--visibility", "private"]);
  const { api } = createRegistry({ url: server.url, token: ada.token });
  expect(await api.models.get.query({ model: "vision/closed" })).toMatchObject({ visibility: "private" });
  expect(await run(["push", sample, "--model", "vision/closed", "--visibility", "private"])).toMatchObject({ code: 1, stderr: expect.stringContaining("exists already: who sees it is changed there") });
  expect(await run(["push", sample, "--model", "vision/closed", "--visibility", "public"])).toMatchObject({ code: 2, stderr: expect.stringContaining("internal, private") });
});

test("people get aligned text, a next step, and no bar or colour where there is no terminal", async () => {
  const pushed = await run(["push", sample, "--model", "vision/other", "--metric", "latency_ms=3.5", "--param", "layers=[8,8]", "--tag", "small", "--description", "Another."]);
  expect(pushed).toMatchObject({ code: 0, stderr: "" });
  expect(pushed.stdout).toContain("Registered vision/other@1");
  expect(pushed.stdout).toContain('countersign promote vision/other@1 --to <stage> --reason "…"');
  expect(pushed.stdout).not.toContain("\u001b");
  const shown = await run(["show", "vision/other"]);
  expect(shown.stdout).toMatch(/latency_ms +3\.5\n/);
  expect(shown.stdout).toMatch(/layers +\[8,8\]\n/);
  expect(shown.stdout).toContain("Another.");
  expect(shown.stdout).toMatch(/tags +handwriting, small, vision\n/);
  expect((await run(["list", "other"])).stdout).toMatch(/^MODEL +NEWEST .*\nvision\/other +v1 /);
  expect(await json(["list", "--team", "vision"])).toMatchObject({ models: expect.arrayContaining([expect.objectContaining({ reference: "vision/other" })]) });
  const pulled = await run(["pull", "vision/other"]);
  expect(pulled).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(`into ${join(home.path, "other")}`) });
  expect((await json(["whoami"]))["email"]).toBe(ada.email);
});

test("an alias is set and removed, and a stage is not one", async () => {
  expect(await json(["alias", "set", "vision/other", "champion", "1"])).toEqual({ reference: "vision/other@champion", version: 1 });
  expect((await json(["show", "vision/other@champion"]))["number"]).toBe(1);
  expect(await run(["alias", "set", "vision/other", "production", "1"])).toMatchObject({ code: 1, stderr: expect.stringContaining("countersign promote") });
  expect(await json(["alias", "remove", "vision/other", "champion"])).toEqual({ reference: "vision/other@champion", removed: true });
  expect((await run(["show", "vision/other@champion"])).code).toBe(1);
});

test.each([
  [["show", "vision/none"], "does not exist"],
  [["pull", "nonsense"], "is not a reference"],
  [["pull", `${model}@99`], "does not exist"],
  [["push", "/nowhere", "--model", model], "/nowhere: there is no such file or folder"],
  [["push", sample, "--model", model, "--metadata", "/nowhere.json"], "/nowhere.json: there is no such file or folder"],
  [["push", sample, "--model", "Not A Model"], "team/model"],
  [["push", sample, "--model", model, "--version", "1"], "versions are never overwritten"],
  [["approve", "nonsense"], "promotion's id"],
  [["promote", `${model}@1`, "--to", "nowhere", "--reason", "x"], "The stages are"],
  [["list", "--url", "http://127.0.0.1:1"], "Can't reach the registry at http://127.0.0.1:1"],
  [["list", "--url", "nonsense"], "not a registry's address"],
  [["list", "--token", "cs_wrong"], "countersign login"],
])("%j is refused: exit code 1, and stderr says why", async (args, why) => {
  const refused = await run(args);
  expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(why) });
  expect(refused.stderr).not.toMatch(/^\s+at /m);
  const asJson = await run([...args, "--json"]);
  expect(asJson).toMatchObject({ code: 1, stdout: "" });
  expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { reason: expect.any(String), message: expect.any(String), details: expect.any(Object) } });
});

test.each([
  [[]],
  [["unknown"]],
  [["push", sample]],
  [["push", "--model", model]],
  [["push", sample, "--model", model, "--unknown"]],
  [["push", sample, "--model", model, "--metric", "auc"]],
  [["push", sample, "--model", model, "--metric", "auc=high"]],
  [["push", sample, "--model", model, "--param", "=1"]],
  [["push", sample, "--model", model, "--version", "v1"]],
  [["pull"]],
  [["pull", "a/b", "c/d"]],
  [["promote", `${model}@1`, "--to", "production"]],
  [["request-changes", "x"]],
  [["rollback", model, "--stage", "production"]],
  [["delete", `${model}@1`]],
  [["push", sample, "--model", model, "--parent", "fine-tuned-from"]],
  [["alias"]],
])("%j is wrong usage: exit code 2, and nothing on stdout", async (args) => {
  expect(await run(args)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/\S/) });
});

test("help and the version are answers", async () => {
  expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  for (const args of [["--help"], ["help"], ["push", "--help"], ["help", "push"]]) {
    expect(await run(args)).toMatchObject({ code: 0, stdout: expect.stringContaining("Usage: countersign"), stderr: "" });
  }
});

test("metadata that is incomplete is refused, and all that is missing is named", async () => {
  const { path, remove } = await makeFolder({ "model.bin": "x" });
  const refused = await run(["push", path, "--model", "vision/bare", "--metric", "auc=0.9"]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  for (const key of ["description", "framework", "task", "parameters", "datasets"]) expect(refused.stderr).toContain(`metadata.${key} is missing`);
  expect(refused.stderr).not.toContain("metadata.metrics is missing");
  await remove();
});

test("a token is read from stdin, verified, kept for the owner alone, and forgotten", async () => {
  const config = { XDG_CONFIG_HOME: join(home.path, "config"), COUNTERSIGN_URL: "" };
  const path = join(config.XDG_CONFIG_HOME, "countersign", "credentials.json");
  const wrong = await run(["login", "--url", server.url], { as: null, env: config, input: "cs_wrong\n" });
  expect(wrong).toMatchObject({ code: 1, stdout: "" });
  await expect(stat(path)).rejects.toThrow("ENOENT");
  expect(await run(["login", "--url", server.url], { as: null, env: config, input: "" })).toMatchObject({ code: 2 });

  const login = await run(["login", "--url", `${server.url}/`], { as: null, env: config, input: `${ada.token}\n` });
  expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining(path) });
  expect(login.stdout).not.toContain(ada.token);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({ url: server.url, registries: { [server.url]: { token: ada.token } } });

  expect((await json(["whoami"], { as: null, env: config }))["email"]).toBe(ada.email);
  expect((await json(["whoami"], { as: grace, env: config }))["email"]).toBe(grace.email);
  expect((await json(["whoami", "--token", grace.token], { as: null, env: config }))["email"]).toBe(grace.email);
  expect(await json(["logout"], { as: null, env: config })).toEqual({ url: server.url, forgotten: true });
  expect(await run(["whoami", "--url", server.url], { as: null, env: config })).toMatchObject({ code: 1, stderr: expect.stringContaining("countersign login") });
});

test("a version is deleted and comes back, and one that is needed is not deleted", async () => {
  const { path, remove } = await makeFolder({ "model.bin": "deleted and restored", "metadata.json": JSON.stringify(sampleMetadata) });
  const family = "vision/family";
  await json(["push", path, "--model", family]);
  const parent = `fine-tuned-from=${family}@1`;
  await json(["push", path, "--model", family, "--parent", parent, "--parent", "distilled-from=https://models.example.com/teacher"]);
  expect(await json(["show", family])).toMatchObject({
    metadata: { parents: [{ relation: "fine-tuned-from", reference: `${family}@1` }, { relation: "distilled-from", reference: "https://models.example.com/teacher" }] },
  });
  expect(await run(["delete", `${family}@1`, "--reason", "Old"])).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(`${family}@2`) });
  const deleted = await json(["delete", family, "--reason", "A mistake"]);
  expect(deleted).toEqual({ reference: `${family}@2`, restorableUntil: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  expect(await json(["show", family])).toMatchObject({ number: 1 });
  expect(await run(["restore", `${family}@2`])).toEqual({ code: 0, stdout: `${family}@2 is back.\n`, stderr: "" });
  expect(await json(["show", family])).toMatchObject({ number: 2 });
  expect(await run(["restore", family])).toMatchObject({ code: 1, stderr: expect.stringContaining("team/model@7") });
  expect(await run(["push", path, "--model", family, "--parent", "made-from=x/y@1"])).toMatchObject({ code: 1, stderr: expect.stringContaining("fine-tuned-from") });
  expect(await run(["delete", `${family}@2`, "--reason", "Again"])).toMatchObject({ code: 0, stdout: expect.stringContaining(`countersign restore ${family}@2`) });
  await remove();
});

test("a push that was killed is taken up by the next one at the very byte, and only the rest is sent", async () => {
  const big = await makeFolder({ "big.bin": randomBytes(30_000_000), "metadata.json": JSON.stringify(sampleMetadata) });
  const killedAt = 12_345_678;
  let kill: (signal?: NodeJS.Signals) => void = () => {};
  const between = await serveBetween(server.url, (req) => {
    if (req.method !== "PUT") return false;
    const onward = http.request(`${server.url}${req.url}`, { method: "PUT", headers: req.headers });
    let left = killedAt;
    req.on("data", (piece: Buffer) => {
      const last = left > 0 && left <= piece.length;
      if (left > 0) onward.write(piece.subarray(0, left), () => last && kill("SIGKILL"));
      left -= piece.length;
    });
    onward.on("error", () => {});
    req.socket.on("close", () => onward.destroy());
    return true;
  });
  const push = ["push", big.path, "--model", "vision/killed"];
  const killed = await run(push, { env: { COUNTERSIGN_URL: between.url }, onStart: (end) => void (kill = end) });
  expect(killed).toMatchObject({ code: null, stdout: "" });
  const bytes = 30_000_000 + JSON.stringify(sampleMetadata).length;
  const arrived = `select 1 from uploads where holder is null and (arrival ->> 'bytes')::int = ${killedAt}`;
  await vi.waitFor(async () => expect(await server.registry.db.execute(arrived)).toHaveLength(1), 10_000);
  const saved = await json(push);
  expect(saved).toMatchObject({ version: 1, bytes, resumedBytes: killedAt, uploadedBytes: bytes - killedAt - Number(saved["reusedBytes"]) });
  const to = join(home.path, "killed");
  await json(["pull", "vision/killed", "--to", to]);
  expect((await readFolder(to))["big.bin"]).toBe((await readFolder(big.path))["big.bin"]);
  expect(await json(push)).toMatchObject({ version: 2, uploadedBytes: 0, resumedBytes: 0, reusedBytes: bytes });
  await Promise.all([between.close(), big.remove()]);
});

test("Ctrl-C in the middle of a push leaves nothing, and in the middle of a pull no half file", async () => {
  const big = await makeFolder({ "big.bin": randomBytes(2_000_000) });
  const metadata = join(home.path, "metadata.json");
  await writeFile(metadata, JSON.stringify(sampleMetadata));
  const own = createRegistry({ url: server.url, token: ada.token });
  await own.saveModel({ model: "vision/big", files: big.path, metadata: sampleMetadata });
  await writeFile(join(big.path, "big.bin"), randomBytes(2_000_000));

  // Bytes go nowhere until the interruption.
  let interrupt = () => {};
  const between = await serveBetween(server.url, (req, res) => {
    const held = req.method === "PUT" || req.url?.startsWith("/files/") === true;
    if (held && req.method === "GET") res.writeHead(200, { "content-length": 2_000_000 }).write("x".repeat(100_000));
    if (held) setTimeout(() => interrupt(), 100);
    return held;
  });
  const options = { env: { COUNTERSIGN_URL: between.url }, onStart: (kill: () => void) => void (interrupt = kill) };
  const pushed = await run(["push", big.path, "--model", "vision/big", "--metadata", metadata], options);
  expect(pushed).toEqual({ code: 130, stdout: "", stderr: "Interrupted.\n" });
  expect((await own.api.versions.list.query({ model: "vision/big" })).items).toHaveLength(1);
  expect((await own.api.drafts.list.query({ model: "vision/big" })).filter(({ deletedAt }) => deletedAt === null)).toEqual([]);

  const to = join(home.path, "interrupted");
  expect(await run(["pull", "vision/big@1", "--to", to], options)).toEqual({ code: 130, stdout: "", stderr: "Interrupted.\n" });
  expect(await readFolder(to)).toEqual(digestsOf({}));
  await Promise.all([between.close(), big.remove()]);
});

test("whoami tells whose the token is, what it allows and reaches, and warns when it ends soon", async () => {
  const narrow = await server.addToken(ada, ["model:read", "version:create"], [], ["vision/*"]);
  const told = await run(["whoami"], { as: null, env: { COUNTERSIGN_TOKEN: narrow } });
  expect(told.stdout).toMatch(/^Ada \(ada@example\.com\) at /);
  expect(told.stdout).toMatch(/allows +model:read, version:create\n/);
  expect(told.stdout).toMatch(/reaches +vision\/\*\n/);
  expect(told.stderr).toMatch(/warning: this token ends in 24 hours, at .* Rotate it/);
  expect(await json(["whoami"])).toMatchObject({ kind: "person", team: null, token: { models: ["*"], expiresAt: expect.any(String) } });
  expect(await createRegistry({ url: server.url, token: narrow }).whoami()).toMatchObject({ scopes: ["model:read", "version:create"] });
});
