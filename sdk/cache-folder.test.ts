import { resolve } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder, type Surroundings } from "./cache-folder.ts";

const linux: Surroundings = { env: {}, platform: "linux", home: "/home/ada" };

test.each<[string, Partial<Surroundings>, string | null]>([
  ["on Linux", {}, "/home/ada/.cache/countersign"],
  ["where XDG says so", { env: { XDG_CACHE_HOME: "/var/cache/ada" } }, "/var/cache/ada/countersign"],
  ["where XDG names no absolute path, which counts for nothing", { env: { XDG_CACHE_HOME: "cache" } }, "/home/ada/.cache/countersign"],
  ["on macOS", { platform: "darwin" }, "/home/ada/Library/Caches/countersign"],
  ["on Windows", { platform: "win32", env: { LOCALAPPDATA: "/C/Local" } }, "/C/Local/countersign/Cache"],
  ["where COUNTERSIGN_CACHE says so", { env: { COUNTERSIGN_CACHE: "/data/models", XDG_CACHE_HOME: "/x" } }, "/data/models"],
  ["nowhere, when it is off", { env: { COUNTERSIGN_CACHE: "off" } }, null],
  ["as if it was not set, when it is empty", { env: { COUNTERSIGN_CACHE: "" } }, "/home/ada/.cache/countersign"],
])("the cache lies %s", (_, around, folder) => {
  expect(cacheFolder(undefined, { ...linux, ...around })).toBe(folder);
});

test("what the caller says comes before the environment", () => {
  const around = { ...linux, env: { COUNTERSIGN_CACHE: "/data/models" } };
  expect(cacheFolder(false, around)).toBeNull();
  expect(cacheFolder("mine", around)).toBe(resolve("mine"));
});

test("without a home folder, a cache has to be named", () => {
  expect(() => cacheFolder(undefined, { ...linux, home: null })).toThrow(/COUNTERSIGN_CACHE/);
  expect(cacheFolder("/data", { ...linux, home: null })).toBe("/data");
});
