import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { hasEnded, thisProcess } from "./owner.ts";

const [place = "", pid = "", start = ""] = thisProcess.split("-");

test("this process has not ended, and can be part of a file's name", () => {
  expect(hasEnded(thisProcess)).toBe(false);
  expect(thisProcess).toMatch(/^[0-9a-f]{12}-\d+-\d+$/);
});

test("a process that was killed has ended, and only then", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const owner = `${place}-${child.pid}-0`;
  expect(hasEnded(owner)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(hasEnded(owner)).toBe(true);
});

test.runIf(process.platform === "linux")("an earlier process with the same id has ended", () => {
  expect(hasEnded(`${place}-${pid}-${Number(start) - 1}`)).toBe(true);
});

test("of a process on another machine, and of nonsense, nothing is known", () => {
  expect(hasEnded(`0123456789ab-${pid}-1`)).toBe(false);
  for (const owner of ["", "-", `${place}--`, `${place}-0-1`, `${place}-x-1`]) expect(hasEnded(owner)).toBe(false);
});
