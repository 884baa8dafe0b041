import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const reference = "vision/reader@1";
const readme = "---\nlicense: mit\n---\n# {{model}}\n\nauc is {{metric auc}}, and `{{metric auc}}` is code.\n";

let server: TestRegistry;
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  home = await makeFolder();
  const files = await makeFolder();
  await writeFile(join(files.path, "README.md"), readme);
  const registry = createRegistry({ url: server.url, token: ada.token });
  await registry.saveModel({ model: "vision/reader", files: files.path, metadata: sampleMetadata });
  await writeFile(join(files.path, "README.md"), "# Another\n");
  await registry.saveModel({ model: "vision/reader", files: files.path, metadata: sampleMetadata });
  await files.remove();
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

function card(args: string[], editor = ""): Promise<Ran> {
  return runCli(["card", ...args], { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: ada.token, VISUAL: editor } });
}

test("a card is shown, revised from a file and in an editor, compared and listed", async () => {
  expect((await card(["show", reference])).stdout).toBe("# vision/reader\n\nauc is 0.93, and `{{metric auc}}` is code.\n");
  expect((await card(["show", reference, "--source"])).stdout).toBe(readme);
  expect((await card(["diff", reference])).stderr).toContain("there is nothing to compare it with");

  const file = join(home.path, "card.md");
  await writeFile(file, readme.replace("auc is", "The auc is"));
  expect(await card(["push", reference, file, "--note", "An article"])).toEqual({ code: 0, stderr: "", stdout: `Revision 2 of the card of ${reference} is saved.\n` });
  expect((await card(["diff", reference])).stdout).toBe(
    `${reference} r1 → ${reference} r2\n  ---\n  # {{model}}\n  \n- auc is {{metric auc}}, and \`{{metric auc}}\` is code.\n+ The auc is {{metric auc}}, and \`{{metric auc}}\` is code.\n  \n`,
  );
  expect((await card(["diff", reference, "vision/reader@2"])).stdout).toContain("+ # Another");

  const editor = join(home.path, "editor.sh");
  await writeFile(editor, `#!/bin/sh\necho 'It fails at night.' >> "$1"\n`);
  await chmod(editor, 0o755);
  expect(readJson(await card(["edit", reference, "--json"], editor))).toEqual({ reference, revision: 3, changed: true });
  expect((await card(["edit", reference], "true")).stdout).toBe("Nothing was changed, and nothing saved.\n");
  expect((await card(["log", reference])).stdout).toMatch(/^REVISION +WHEN +BY +SIZE +WHY\nr3 .*\nr2 .*An article\nr1 .*README\.md\n$/);
  expect(readJson(await card(["show", reference, "--revision", "1", "--json"]))).toMatchObject({ revision: 1, newest: 3, front: { license: "mit" } });
}, 120_000);

test("what is refused tells the line, and what was written in the editor stays", async () => {
  const file = join(home.path, "faulty.md");
  await writeFile(file, "# A\n\n{{metric nothing}}\n");
  expect(await card(["push", reference, file])).toMatchObject({ code: 1, stderr: expect.stringContaining("Line 3: {{metric nothing}}: there is no metric “nothing”; there is auc.") });
  expect(await card(["push", reference, file, "--expected", "1"])).toMatchObject({ code: 1, stderr: expect.stringContaining("is at revision 3, by Ada, and you began from revision 1.") });
  const editor = join(home.path, "faulty.sh");
  await writeFile(editor, `#!/bin/sh\necho '{{nothing}}' >> "$1"\n`);
  await chmod(editor, 0o755);
  const { code, stderr } = await card(["edit", reference], editor);
  expect(code).toBe(1);
  const [, kept] = /What you wrote is in (\S+README\.md)\./.exec(stderr) ?? [];
  expect(await readFile(kept!, "utf8")).toContain("{{nothing}}");
}, 120_000);

test("what new cards begin with is an administrator's to say", async () => {
  const own = join(home.path, "template.md");
  await writeFile(own, "# {{model}}\n\n## Who signs for it\n");
  const template = (args: string[], token = server.admin.token) => runCli(["card", "template", ...args], { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: token } });
  expect((await template([])).stdout).toContain("## Ethical considerations");
  expect((await template(["--file", own], ada.token)).stderr).toContain("site:manage");
  expect((await template(["--file", own])).stdout).toBe("New cards begin with that from now on.\n");
  expect((await createRegistry({ url: server.url, token: ada.token }).cards.template(reference)).template).toContain("## Who signs for it");
  expect(await template(["--file", own, "--built-in"])).toMatchObject({ code: 2 });
  expect((await template(["--built-in"])).stdout).toBe("New cards begin with the template that is built in from now on.\n");
});

test("the SDK previews a long card", async () => {
  const { cards } = createRegistry({ url: server.url, token: ada.token });
  const { markdown, faults } = await cards.preview(reference, `${"a ".repeat(100_000)}{{version}}`);
  expect([markdown.slice(-4), faults]).toEqual(["a v1", []]);
  expect((await cards.template(reference)).previous).toBeNull();
});
