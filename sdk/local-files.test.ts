import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findFiles } from "./local-files.ts";
import { makeFolder } from "./testing.ts";

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function folderWith(files: Record<string, string>): Promise<string> {
  const { path, remove } = await makeFolder(files);
  removals.push(remove);
  return path;
}

test("a folder gives all that is in it, hidden files too, in the order of the paths", async () => {
  const folder = await folderWith({ "b.txt": "b", "a/z.bin": "zz", "a/b/c": "", ".hidden": "h", "Z.txt": "Z" });
  const files = await findFiles(folder);
  expect(files.map(({ path, size }) => [path, size])).toEqual([[".hidden", 1], ["Z.txt", 1], ["a/b/c", 0], ["a/z.bin", 2], ["b.txt", 1]]);
});

test("a file goes under its own name, beside the content of a folder", async () => {
  const [folder, other] = [await folderWith({ "model/x.bin": "x" }), await folderWith({ "README.md": "r" })];
  const files = await findFiles([join(folder, "model"), join(other, "README.md")]);
  expect(files.map((file) => file.path)).toEqual(["README.md", "x.bin"]);
});

test("two files that would have one path are refused, and both are named", async () => {
  const [one, other] = [await folderWith({ "x.bin": "1" }), await folderWith({ "x.bin": "2" })];
  await expect(findFiles([one, other])).rejects.toMatchObject({
    reason: "file_refused",
    message: expect.stringMatching(new RegExp(`${one}.*${other}|${other}.*${one}`, "s")),
  });
});

test("a symbolic link within a folder is refused and named, to a file, a folder or nothing", async () => {
  const folder = await folderWith({ "real.bin": "r" });
  for (const target of ["real.bin", "/etc", "nowhere"]) {
    const link = join(folder, `to-${target.replaceAll("/", "")}`);
    await symlink(target, link);
    await expect(findFiles(folder)).rejects.toMatchObject({ reason: "file_refused", message: expect.stringContaining("symbolic link") });
    await expect(findFiles(folder)).rejects.toThrow(link);
    await rm(link);
  }
});

test("the folder that is named may itself be a link, and a file may not", async () => {
  const folder = await folderWith({ "run-42/x.bin": "x" });
  await symlink("run-42", join(folder, "latest"));
  await symlink("run-42/x.bin", join(folder, "x"));
  expect((await findFiles(join(folder, "latest"))).map((file) => file.path)).toEqual(["x.bin"]);
  await expect(findFiles(join(folder, "x"))).rejects.toMatchObject({ reason: "file_refused" });
});

test("what a pull has left about a folder is no part of it, and any other file of that name is", async () => {
  const note = JSON.stringify({ schema: "countersign.pulled/1", reference: "risk/fraud-detector@1" }, null, 2);
  const folder = await folderWith({ ".countersign.json": note, "x.bin": "x", "a/.countersign.json": note });
  expect((await findFiles(folder)).map((file) => file.path)).toEqual(["a/.countersign.json", "x.bin"]);
  expect((await findFiles(join(folder, ".countersign.json"))).map((file) => file.path)).toEqual([".countersign.json"]);
  await writeFile(join(folder, ".countersign.json"), JSON.stringify({ mine: "countersign.pulled/1" }));
  expect((await findFiles(folder)).map((file) => file.path)).toContain(".countersign.json");
  await expect(findFiles(await folderWith({ ".countersign.json": note }))).rejects.toThrow("is an empty folder");
});

test("more files than are looked at at once are all found", async () => {
  const folder = await folderWith(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`a/${at}`, String(at)])));
  expect((await findFiles(folder)).map((file) => file.size).reduce((sum, size) => sum + size)).toBe(10 + 90 * 2 + 500 * 3);
});

test("an empty folder is refused and named", async () => {
  const folder = await folderWith({});
  await expect(findFiles(folder)).rejects.toThrow(`${folder} is an empty folder`);
  await writeFile(join(folder, "x"), "x");
  await mkdir(join(folder, "logs"));
  await expect(findFiles(folder)).rejects.toThrow(`${join(folder, "logs")} is an empty folder`);
});

test("what is neither file nor folder is refused and named", async () => {
  const folder = await folderWith({});
  execFileSync("mkfifo", [join(folder, "pipe")]);
  await expect(findFiles(folder)).rejects.toThrow(/pipe is no file but a pipe/);
  const other = await folderWith({});
  const server = createServer().listen(join(other, "socket"));
  await new Promise((resolve) => server.once("listening", resolve));
  await expect(findFiles(other)).rejects.toThrow(/socket is no file but a socket/);
  server.close();
});

test("a name that is not in normal form NFC, or no UTF-8, is refused", async () => {
  const folder = await folderWith({ "caf\u0065\u0301.bin": "x" });
  await expect(findFiles(folder)).rejects.toThrow(/NFC/);
  const other = await folderWith({});
  await writeFile(Buffer.concat([Buffer.from(`${other}/`), Buffer.from([0xff, 0xfe])]), "x");
  await expect(findFiles(other)).rejects.toThrow(/UTF-8/);
});

test("a file that is not there is told by its path", async () => {
  await expect(findFiles("/nowhere/model.bin")).rejects.toMatchObject({ reason: "file_failed", message: expect.stringContaining("/nowhere/model.bin") });
  await expect(findFiles([])).rejects.toMatchObject({ reason: "file_refused" });
});
